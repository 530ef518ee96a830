-- The rows of the lake, but for those of hidden files. The hidden ones are looked for first: a query
-- goes by the files that were there when it was planned.
-- A file of an older version lacks the columns that came later.
SELECT ${columns}
FROM (
    WITH hidden AS MATERIALIZED (
        ${hidden}
    )
    SELECT *
    FROM read_parquet(
        ${files}, union_by_name = true, hive_partitioning = false, filename = true
    )
    ANTI JOIN hidden USING (filename)
) AS r
