-- The close less the close of n bars ago.
CREATE OR REPLACE MACRO ${schema}.momentum(
    symbol, bar_interval, n := 10, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = n},
moves AS (
    SELECT *, close - first_value(close) OVER earlier AS move
    FROM bars
    WINDOW earlier AS (ORDER BY i ROWS BETWEEN n PRECEDING AND n PRECEDING)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    move AS momentum
FROM moves AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
