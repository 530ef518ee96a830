-- What a window without trades must look like: flat at the last price before it. Where only a
-- repaired bar knows that price, its close is right too.
CREATE OR REPLACE TEMP TABLE flat AS
WITH prices AS (
    SELECT symbol, time, arg_max(price, arrival) AS price
    FROM day_trades
    WHERE is_shown
    GROUP BY symbol, time
),
anchored AS (
    SELECT
        symbol,
        bar_interval,
        open_time,
        close,
        coverage,
        last_value(CASE WHEN coverage <> 'quiet' THEN {'close': close, 'coverage': coverage} END
            IGNORE NULLS) OVER (
            PARTITION BY symbol, bar_interval
            ORDER BY open_time
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before
    FROM stored
)
SELECT
    anchored.symbol,
    bar_interval,
    open_time,
    CASE
        WHEN before.coverage = 'repaired' AND before.close = anchored.close THEN anchored.close
        ELSE coalesce(prices.price, last_prices.price, anchored.close)
    END AS price
FROM anchored
ASOF LEFT JOIN prices ON anchored.symbol = prices.symbol AND anchored.open_time > prices.time
LEFT JOIN last_prices ON anchored.symbol = last_prices.symbol
WHERE anchored.coverage = 'quiet'
