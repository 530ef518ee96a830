-- Since when and why the store is behind: one row while it is, none otherwise.
CREATE OR REPLACE VIEW ${schema}.store_status AS
SELECT make_timestamptz(since) AS since, rtrim(reason) AS reason, fallback_path
FROM read_csv(${file}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    columns = {'since': 'BIGINT', 'reason': 'VARCHAR', 'fallback_path': 'VARCHAR'})
WHERE since IS NOT NULL
