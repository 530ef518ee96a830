-- The rows of the hot store: those in its file, and over them what changed since the file was
-- published. A row that a restore took back is there too, marked as deleted.
SELECT ${columns}
FROM (
    SELECT ${columns}, _change, _deleted FROM ${stored}
    UNION ALL
    SELECT ${columns}, _change, _deleted FROM ${recent}
)
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY _change DESC) = 1 AND NOT _deleted
