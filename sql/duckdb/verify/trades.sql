-- The trades of a day, numbered in the order in which they make bars: by exchange time, then by
-- arrival, which is the time of receipt and then the place in the files of the writer.
CREATE OR REPLACE TEMP TABLE day_trades AS
WITH placed AS (
    SELECT
        *,
        epoch_us(trade_time) AS time,
        coalesce(
            try_cast(regexp_extract(filename, '-(\d+)\.parquet$', 1) AS BIGINT), 0
        ) AS part
    FROM (${trades})
),
numbered AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY symbol
            ORDER BY time, received_at, run_id, part, filename, file_row_number
        ) AS arrival,
        max(decimals(price)) OVER (PARTITION BY symbol) AS price_places,
        max(decimals(size)) OVER (PARTITION BY symbol) AS size_places
    FROM placed
),
measured AS (
    SELECT
        *,
        -- Whether sums of its trades may be too large for 128 bits, which hold 1.7e38.
        max(price) OVER (PARTITION BY symbol)
        * max(size) OVER (PARTITION BY symbol)
        * count(*) OVER (PARTITION BY symbol)
        * pow(10, price_places + size_places)
        > 1e37 AS is_wide
    FROM numbered
)
SELECT
    symbol,
    time,
    arrival,
    price,
    side = 'buy' AS buys,
    trade_id,
    run_id,
    price_places,
    size_places,
    units(price, price_places) AS price_units,
    units(size, size_places) AS size_units,
    is_wide,
    -- As the view shows it: once, however many runs have seen it.
    CASE
        WHEN trade_id IS NULL
            THEN run_id = max(run_id) OVER (
                PARTITION BY symbol, trade_id IS NULL, time // 60_000_000
            )
        ELSE
            row_number() OVER (PARTITION BY symbol, trade_id ORDER BY received_at, run_id) = 1
    END
        AS is_shown
FROM measured
