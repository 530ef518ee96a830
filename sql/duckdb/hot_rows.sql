-- The rows of the hot store: those in its file, but for those that changed since the file was
-- published. A row that a restore took back is there too, marked as deleted. What changed is kept while
-- the query runs: planning its columns twice takes longer than reading it.
-- Here and in what it reads columns are qualified: a macro that reads it may have a parameter of the
-- same name.
SELECT ${columns}
FROM (
    WITH newer AS MATERIALIZED (
        SELECT * FROM ${recent} AS changed
    )
    SELECT ${columns}
    FROM (SELECT * FROM ${stored} AS s WHERE NOT s._deleted) AS r
    ANTI JOIN newer ON ${same_key}
    UNION ALL
    SELECT ${columns}
    FROM newer AS r
    WHERE NOT r._deleted
) AS r
