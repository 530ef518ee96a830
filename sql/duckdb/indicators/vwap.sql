-- The mean price of what was traded in the last n bars, and since the day began (UTC). A bar that
-- was repaired from a candle has no quote volume; its typical price stands for its vwap.
CREATE OR REPLACE MACRO ${schema}.vwap(
    symbol, bar_interval, n := 20, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = greatest(n - 1, ceil(86400 / epoch(bar_interval::INTERVAL)))},
quoted AS (
    SELECT
        *,
        coalesce(quote_volume, volume * (high + low + close) / 3) AS quoted,
        epoch_us(open_time) // 86400000000 AS day
    FROM bars
),
windows AS (
    SELECT
        *,
        sum(quoted) OVER rolling / nullif(sum(volume) OVER rolling, 0) AS mean,
        sum(quoted) OVER of_day / nullif(sum(volume) OVER of_day, 0) AS mean_of_day
    FROM quoted
    WINDOW
        rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW),
        of_day AS (PARTITION BY day ORDER BY i ROWS UNBOUNDED PRECEDING)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n - 1 THEN mean END AS vwap,
    mean_of_day AS vwap_of_day
FROM windows AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
