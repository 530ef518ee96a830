-- Where the close lies between the lowest low (0) and the highest high (100) of the last n bars: k
-- is the mean of the last `smooth` of these, d the mean of the last `signal` k. Without a range it
-- is 50.
CREATE OR REPLACE MACRO ${schema}.stochastic(
    symbol, bar_interval, n := 14, smooth := 3, signal := 3, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = n + smooth + signal - 3},
ranges AS (
    SELECT *, min(low) OVER rolling AS lowest, max(high) OVER rolling AS highest
    FROM bars
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
),
places AS (
    SELECT
        *,
        CASE WHEN highest > lowest THEN 100 * (close - lowest) / (highest - lowest) ELSE 50 END
            AS raw
    FROM ranges
),
means AS (
    SELECT
        *,
        avg(raw) OVER (ORDER BY i ROWS BETWEEN smooth - 1 PRECEDING AND CURRENT ROW) AS mean
    FROM places
),
lines AS (
    SELECT
        *,
        avg(mean) OVER (ORDER BY i ROWS BETWEEN signal - 1 PRECEDING AND CURRENT ROW)
            AS mean_of_means
    FROM means
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n + smooth - 2 THEN mean END AS k,
    CASE WHEN i >= n + smooth + signal - 3 THEN mean_of_means END AS d
FROM lines AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
