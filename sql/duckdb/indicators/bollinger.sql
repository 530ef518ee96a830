-- The mean of the last n closes, and k population standard deviations above and below it.
CREATE OR REPLACE MACRO ${schema}.bollinger(
    symbol, bar_interval, n := 20, k := 2, since := NULL, until := NULL
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
    CASE WHEN i >= n - 1 THEN mean END AS middle,
    CASE WHEN i >= n - 1 THEN mean + k * deviation END AS upper,
    CASE WHEN i >= n - 1 THEN mean - k * deviation END AS lower
FROM windows AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
