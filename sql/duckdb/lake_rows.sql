-- The rows of the lake, but for those of hidden files. The hidden ones are looked for first: a query
-- goes by the files that were there when it was planned.
-- Of a table that has changed, a file of an older version lacks the columns that came later; to know
-- which, every file is opened.
SELECT ${columns}
FROM (
    WITH hidden AS MATERIALIZED (
        ${hidden}
    )
    SELECT *
    FROM read_parquet(
        ${files}, union_by_name = ${has_changed}, hive_partitioning = false, filename = true
    ) AS file
    ANTI JOIN hidden USING (filename)
    WHERE ${within}
) AS r
