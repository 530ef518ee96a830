-- The rows of the lake with their places in its files.
SELECT ${columns}, filename, file_row_number
FROM (
    WITH hidden AS MATERIALIZED (
        ${hidden}
    )
    SELECT *
    FROM read_parquet(
        ${files},
        union_by_name = true,
        hive_partitioning = false,
        filename = true,
        file_row_number = true
    )
    ANTI JOIN hidden USING (filename)
) AS r
