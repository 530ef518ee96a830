-- The trades of a symbol in a span of time, once each, in the order in which they make bars.
WITH placed AS (
    SELECT
        *,
        epoch_us(trade_time) AS time,
        coalesce(try_cast(regexp_extract(filename, '-(\d+)\.parquet$', 1) AS BIGINT), 0) AS part
    FROM (${trades})
    WHERE
        symbol = ${symbol}
        AND trade_time >= make_timestamptz(${from})
        AND trade_time < make_timestamptz(${to})
)
SELECT
    time,
    CAST(price AS VARCHAR) AS price,
    CAST(size AS VARCHAR) AS size,
    side,
    trade_id,
    epoch_us(received_at) AS received_at,
    origin
FROM placed
QUALIFY
    CASE
        WHEN trade_id IS NULL
            THEN run_id = max(run_id) OVER (PARTITION BY trade_id IS NULL, time // 60_000_000)
        ELSE row_number() OVER (PARTITION BY trade_id ORDER BY received_at, run_id) = 1
    END
ORDER BY time, placed.received_at, run_id, part, filename, file_row_number
