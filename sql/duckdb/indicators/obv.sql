-- On-balance volume: the volume of bars that closed higher less that of those that closed lower,
-- counted from the first bar, or from `since`.
CREATE OR REPLACE MACRO ${schema}.obv(symbol, bar_interval, since := NULL, until := NULL) AS TABLE
WITH
${indicators/bars.sql; warm_up = 0},
signed AS (
    SELECT
        *,
        CASE WHEN i = 0 THEN volume ELSE sign(close - lag(close) OVER (ORDER BY i)) * volume END
            AS flow
    FROM bars
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    sum(flow) OVER (ORDER BY i ROWS UNBOUNDED PRECEDING) AS obv
FROM signed AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
