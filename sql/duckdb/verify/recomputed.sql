-- The bars that the trades of a day make, of every interval that the symbol has bars of.
CREATE OR REPLACE TEMP TABLE recomputed AS
SELECT
    symbol,
    bar_interval,
    length,
    time - time % length AS open_time,
    arg_min(price, arrival) AS open,
    max(price) AS high,
    min(price) AS low,
    arg_max(price, arrival) AS close,
    total(size_units, size_places, is_wide) AS volume,
    total_product(price_units, size_units, price_places + size_places, is_wide) AS quote_volume,
    count(*) AS trade_count,
    total(CASE WHEN buys THEN size_units ELSE 0 END, size_places, is_wide) AS buy_volume,
    total(CASE WHEN buys THEN 0 ELSE size_units END, size_places, is_wide) AS sell_volume,
    list(DISTINCT run_id) AS runs
FROM day_trades
JOIN intervals ON true
WHERE
    is_shown
    AND time - time % length >= ${from}
    AND time - time % length + length <= ${to}
    AND (symbol, bar_interval) IN (SELECT (symbol, bar_interval) FROM run_ranges)
GROUP BY
    symbol, bar_interval, length, time - time % length, price_places, size_places, is_wide
