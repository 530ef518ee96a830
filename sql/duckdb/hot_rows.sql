-- The rows of the hot store: those in its file, and over them what changed since the file was
-- published. A row that a restore took back is there too, marked as deleted.
-- Here and in what it reads columns are qualified: a macro that reads it may have a parameter of the
-- same name.
SELECT ${columns}
FROM (
    SELECT ${columns}, r._change, r._deleted FROM ${stored} AS r
    UNION ALL
    SELECT ${columns}, r._change, r._deleted FROM ${recent} AS r
) AS r
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY r._change DESC) = 1 AND NOT r._deleted
