-- The mean of the last n closes, of which the newest weighs n and the oldest 1.
CREATE OR REPLACE MACRO ${schema}.wma(
    symbol, bar_interval, n := 20, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = n - 1},
windows AS (
    SELECT
        *,
        (sum(i * close) OVER rolling - (i - n) * sum(close) OVER rolling) / (n * (n + 1) / 2)
            AS mean
    FROM bars
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n - 1 THEN mean END AS wma
FROM windows AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
