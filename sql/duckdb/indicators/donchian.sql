-- The highest high and the lowest low of the last n bars, this one included.
CREATE OR REPLACE MACRO ${schema}.donchian(
    symbol, bar_interval, n := 20, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = n - 1},
windows AS (
    SELECT *, max(high) OVER rolling AS highest, min(low) OVER rolling AS lowest
    FROM bars
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n - 1 THEN highest END AS upper,
    CASE WHEN i >= n - 1 THEN lowest END AS lower
FROM windows AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
