-- The natural logarithm of the close over that of n bars ago.
CREATE OR REPLACE MACRO ${schema}.returns(
    symbol, bar_interval, n := 1, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = n},
moves AS (
    SELECT *, ln(close / first_value(close) OVER earlier) AS move
    FROM bars
    WINDOW earlier AS (ORDER BY i ROWS BETWEEN n PRECEDING AND n PRECEDING)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    move AS returns
FROM moves AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
