-- From where to where each run has written bars.
CREATE OR REPLACE TEMP TABLE run_ranges AS
SELECT
    symbol,
    bar_interval,
    run_id,
    min(first_open) AS first_open,
    max(last_close) AS last_close,
    max(last_whole) AS last_whole
FROM (
    FROM run_ranges
    UNION ALL
    SELECT
        symbol,
        bar_interval,
        run_id,
        epoch_us(open_time),
        epoch_us(close_time),
        CASE WHEN coverage <> 'partial' THEN epoch_us(close_time) END
    FROM (${bars})
    -- History is no run: the exchange may have no candle of a window.
    WHERE is_final AND run_id <> '0-history'
)
GROUP BY symbol, bar_interval, run_id
