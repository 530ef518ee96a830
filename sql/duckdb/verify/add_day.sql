-- Adds a day to the totals.
INSERT INTO bar_counts
SELECT bar_interval, CASE WHEN price_source = 'trade' THEN coverage ELSE price_source END, count(*)
FROM stored
GROUP BY ALL;

INSERT INTO exchange_counts
SELECT field, count(*), count(*) FILTER (differs)
FROM beside
GROUP BY field;

INSERT INTO differences
FROM day_differences;

-- The price that the next day begins with, and how many decimals sizes were seen to have.
INSERT OR REPLACE INTO last_prices
SELECT
    today.symbol,
    arg_max(today.price, today.arrival),
    greatest(max(today.size_places), coalesce(any_value(known.places), 0))
FROM day_trades AS today
LEFT JOIN last_prices AS known ON known.symbol = today.symbol
WHERE today.is_shown
GROUP BY today.symbol;

INSERT OR REPLACE INTO last_bars
SELECT symbol, bar_interval, max(close_time)
FROM stored
GROUP BY symbol, bar_interval;

INSERT INTO left_out_counts
SELECT count(*)
FROM stored
WHERE
    origin = 'archive'
    AND coverage IN ('complete', 'quiet')
    AND EXISTS (
        SELECT 1
        FROM left_out
        WHERE open_time < hour_start + 3600000000 AND close_time > hour_start
    )
