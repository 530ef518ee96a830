-- The square root of the sum of the last n squared log returns. Times sqrt(bars in a year / n) it
-- is the volatility of a year.
CREATE OR REPLACE MACRO ${schema}.realised_volatility(
    symbol, bar_interval, n := 20, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = n},
moves AS (
    SELECT *, ln(close / lag(close) OVER (ORDER BY i)) AS log_return
    FROM bars
),
windows AS (
    SELECT *, sqrt(sum(log_return * log_return) OVER rolling) AS volatility
    FROM moves
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n THEN volatility END AS realised_volatility
FROM windows AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
