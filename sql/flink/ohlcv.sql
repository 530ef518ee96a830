-- Bars of a minute by Flink's own windows over trades, and where they differ from the job's.

CREATE TEMPORARY VIEW window_bars AS
SELECT
    symbol,
    CAST(window_start AS TIMESTAMP_LTZ(6)) AS open_time,
    FIRST_VALUE(price) AS `open`,
    MAX(price) AS high,
    MIN(price) AS low,
    LAST_VALUE(price) AS `close`,
    SUM(size) AS volume,
    SUM(price * size) AS quote_volume,
    COUNT(*) AS trade_count
FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
GROUP BY symbol, window_start, window_end;

CREATE TEMPORARY VIEW window_differences AS
SELECT
    w.symbol,
    w.open_time,
    b.`open` AS bar_open, w.`open` AS window_open,
    b.high AS bar_high, w.high AS window_high,
    b.low AS bar_low, w.low AS window_low,
    b.`close` AS bar_close, w.`close` AS window_close,
    b.volume AS bar_volume, w.volume AS window_volume,
    b.trade_count AS bar_trade_count, w.trade_count AS window_trade_count
FROM window_bars AS w
JOIN bars AS b
    ON b.symbol = w.symbol AND b.open_time = w.open_time AND b.bar_interval = '1m'
WHERE b.coverage = 'complete'
    AND (b.`open` <> w.`open` OR b.high <> w.high OR b.low <> w.low OR b.`close` <> w.`close`
        OR b.trade_count <> w.trade_count
        -- Flink adds up doubles in the order in which they come.
        OR ABS(b.volume - w.volume) > 1e-9 * b.volume);
