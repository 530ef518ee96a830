-- The files of a table that the newest list of hidden files names.
SELECT ${folder} || file AS filename
FROM (
    SELECT file
    FROM read_csv(
        ${lists},
        auto_detect = false,
        header = false,
        delim = ',',
        columns = {'file': 'VARCHAR', 'reason': 'VARCHAR', 'since': 'BIGINT'},
        filename = true
    )
    QUALIFY filename = max(filename) OVER ()
)
WHERE file <> ''
