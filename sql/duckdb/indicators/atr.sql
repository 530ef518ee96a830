-- Wilder's average true range. It begins with the plain mean of the first n true ranges, of which
-- the first is that of the second bar.
CREATE OR REPLACE MACRO ${schema}.atr(
    symbol, bar_interval, n := 14, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = 29 * n},
ranges AS (
    SELECT
        *,
        greatest(high, lag(close) OVER (ORDER BY i)) - least(low, lag(close) OVER (ORDER BY i))
            AS true_range
    FROM bars
),
terms AS (
    SELECT
        *,
        CASE
            WHEN i < n THEN 0
            WHEN i = n THEN avg(true_range) OVER rolling
            ELSE true_range / n
        END AS mean_term
    FROM ranges
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
),
${indicators/smoothed_blocks.sql; name = mean; from = terms; fastest = 1 - 1 / n; reach = 2},
mean_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = mean; keep = 1 - 1 / n}
    FROM mean_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
mean_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = mean; keep = 1 - 1 / n}
    FROM mean_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_mean AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, mean_sum, mean_left
        ),
        ${indicators/smoothed_value.sql; name = mean; keep = 1 - 1 / n}
    FROM mean_sums
    LEFT JOIN mean_left USING (block)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n THEN mean END AS atr
FROM with_mean AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
