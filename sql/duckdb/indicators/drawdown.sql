-- How far the close lies below the highest close since the first bar, or since `since`: 0 to -1.
CREATE OR REPLACE MACRO ${schema}.drawdown(
    symbol, bar_interval, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = 0}
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    close / max(close) OVER (ORDER BY i ROWS UNBOUNDED PRECEDING) - 1 AS drawdown
FROM bars AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
