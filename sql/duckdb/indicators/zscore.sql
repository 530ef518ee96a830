-- How many population standard deviations the close lies above the mean of the last n closes; null
-- where these are all equal.
CREATE OR REPLACE MACRO ${schema}.zscore(
    symbol, bar_interval, n := 20, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = n - 1},
windows AS (
    SELECT *, avg(close) OVER rolling AS mean, stddev_pop(close) OVER rolling AS deviation
    FROM bars
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n - 1 THEN (close - mean) / nullif(deviation, 0) END AS zscore
FROM windows AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
