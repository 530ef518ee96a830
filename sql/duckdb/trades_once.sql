-- Each trade once, as the view of them has it, with those that came too late for any bar.
SELECT *
FROM (
    SELECT
        *,
        coalesce(try_cast(regexp_extract(filename, '-(\d+)\.parquet$', 1) AS BIGINT), 0) AS part
    FROM (${trades} UNION ALL BY NAME ${late})
)
QUALIFY
    CASE
        WHEN trade_id IS NULL
            THEN
                run_id = max(run_id) OVER (
                    PARTITION BY symbol, trade_id IS NULL, epoch_us(trade_time) // 60_000_000
                )
        ELSE row_number() OVER (PARTITION BY symbol, trade_id ORDER BY received_at, run_id) = 1
    END
ORDER BY symbol, trade_time, received_at, run_id, part, filename, file_row_number
