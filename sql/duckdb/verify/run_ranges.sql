-- From where to where each run has written bars.
CREATE OR REPLACE TEMP TABLE run_ranges AS
SELECT
    symbol,
    bar_interval,
    run_id,
    min(first_open) AS first_open,
    max(last_close) AS last_close
FROM (
    FROM run_ranges
    UNION ALL
    SELECT symbol, bar_interval, run_id, epoch_us(open_time), epoch_us(close_time)
    FROM (${bars})
    WHERE is_final
)
GROUP BY symbol, bar_interval, run_id
