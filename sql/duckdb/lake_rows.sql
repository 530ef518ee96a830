-- The rows of the lake, but for those of files that the newest list of hidden files names. The lists
-- are looked for before the files: a query goes by what was there when it was planned.
-- A file of an older version lacks the columns that came later.
SELECT ${columns}
FROM (
    WITH hidden AS MATERIALIZED (
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
    )
    SELECT *
    FROM read_parquet(
        ${files}, union_by_name = true, hive_partitioning = false, filename = true
    )
    ANTI JOIN hidden USING (filename)
)
