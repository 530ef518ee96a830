-- Writes the rows of several files into one, by symbol and time, and where these are equal in the
-- order in which they came: of equal rows the later must stay the later.
COPY (
    SELECT ${columns}
    FROM read_parquet(
        [${files}],
        union_by_name = true,
        hive_partitioning = false,
        filename = true,
        file_row_number = true
    ) AS data
    JOIN inputs USING (filename)
    ORDER BY ${order}, inputs.place, data.file_row_number
) TO ${target} (
    FORMAT parquet,
    COMPRESSION zstd,
    ROW_GROUP_SIZE ${row_group},
    KV_METADATA {${footer}}
)
