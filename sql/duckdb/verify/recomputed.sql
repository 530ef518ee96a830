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
    nearest(sum(size_units), size_places) AS volume,
    nearest(sum(price_units * size_units), price_places + size_places) AS quote_volume,
    count(*) AS trade_count,
    nearest(coalesce(sum(size_units) FILTER (buys), 0), size_places) AS buy_volume,
    nearest(coalesce(sum(size_units) FILTER (NOT buys), 0), size_places) AS sell_volume,
    list(DISTINCT run_id) AS runs
FROM day_trades
JOIN intervals ON true
WHERE
    is_shown
    AND time - time % length >= ${from}
    AND time - time % length + length <= ${to}
    AND (symbol, bar_interval) IN (SELECT (symbol, bar_interval) FROM run_ranges)
GROUP BY symbol, bar_interval, length, time - time % length, price_places, size_places
