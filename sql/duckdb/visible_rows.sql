-- The rows of some files of a table. A file of an older version lacks the columns that came later.
SELECT ${columns}
FROM read_parquet(${files}, union_by_name = ${has_changed}, hive_partitioning = false) AS r
