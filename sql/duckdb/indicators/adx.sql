-- Wilder's directional movement: plus_di and minus_di say how much of the range went up and down,
-- adx how one-sided that was, smoothed once more. It begins as Wilder does, with sums of the first
-- n - 1 movements and the plain mean of the first n indices; without any movement it is 0.
CREATE OR REPLACE MACRO ${schema}.adx(
    symbol, bar_interval, n := 14, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = 60 * n},
moves AS (
    SELECT
        *,
        high - lag(high) OVER in_time AS rise,
        lag(low) OVER in_time - low AS fall,
        greatest(high, lag(close) OVER in_time) - least(low, lag(close) OVER in_time)
            AS true_range
    FROM bars
    WINDOW in_time AS (ORDER BY i)
),
directed AS (
    SELECT
        *,
        CASE WHEN i = 0 THEN 0 ELSE true_range END AS moved,
        CASE WHEN rise > 0 AND rise > fall THEN rise ELSE 0 END AS up,
        CASE WHEN fall > 0 AND fall > rise THEN fall ELSE 0 END AS down
    FROM moves
),
terms AS (
    SELECT
        *,
        CASE WHEN i < n - 1 THEN 0 WHEN i = n - 1 THEN sum(moved) OVER first ELSE moved END
            AS range_term,
        CASE WHEN i < n - 1 THEN 0 WHEN i = n - 1 THEN sum(up) OVER first ELSE up END AS plus_term,
        CASE WHEN i < n - 1 THEN 0 WHEN i = n - 1 THEN sum(down) OVER first ELSE down END
            AS minus_term
    FROM directed
    WINDOW first AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
),
${indicators/smoothed_blocks.sql; name = moves_smoothed; from = terms; fastest = 1 - 1 / n; reach = 2},
moves_smoothed_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = range; keep = 1 - 1 / n},
        ${indicators/smoothed_sum.sql; name = plus; keep = 1 - 1 / n},
        ${indicators/smoothed_sum.sql; name = minus; keep = 1 - 1 / n}
    FROM moves_smoothed_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
moves_smoothed_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = range; keep = 1 - 1 / n},
        ${indicators/smoothed_left.sql; name = plus; keep = 1 - 1 / n},
        ${indicators/smoothed_left.sql; name = minus; keep = 1 - 1 / n}
    FROM moves_smoothed_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_minus AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, range_sum, range_left, plus_sum, plus_left, minus_sum,
            minus_left
        ),
        ${indicators/smoothed_value.sql; name = range; keep = 1 - 1 / n},
        ${indicators/smoothed_value.sql; name = plus; keep = 1 - 1 / n},
        ${indicators/smoothed_value.sql; name = minus; keep = 1 - 1 / n}
    FROM moves_smoothed_sums
    LEFT JOIN moves_smoothed_left USING (block)
),
indices AS (
    SELECT
        *,
        CASE WHEN plus + minus > 0 THEN 100 * abs(plus - minus) / (plus + minus) ELSE 0 END AS dx
    FROM with_minus
),
index_terms AS (
    SELECT
        *,
        CASE
            WHEN i < 2 * n - 1 THEN 0
            WHEN i = 2 * n - 1 THEN avg(dx) OVER rolling
            ELSE dx / n
        END AS mean_term
    FROM indices
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
),
${indicators/smoothed_blocks.sql; name = mean; from = index_terms; fastest = 1 - 1 / n; reach = 2},
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
    CASE WHEN i >= 2 * n - 1 THEN mean END AS adx,
    CASE WHEN i >= n THEN coalesce(100 * plus / nullif(range, 0), 0) END AS plus_di,
    CASE WHEN i >= n THEN coalesce(100 * minus / nullif(range, 0), 0) END AS minus_di
FROM with_mean AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
