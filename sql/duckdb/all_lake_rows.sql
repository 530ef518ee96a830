-- The rows of the lake with those of hidden files.
SELECT ${columns}
FROM (
    SELECT *
    FROM read_parquet(
        ${files}, union_by_name = ${has_changed}, hive_partitioning = false, filename = true
    ) AS file
    WHERE ${within}
) AS r
