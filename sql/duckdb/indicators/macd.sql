-- A fast exponential mean of closes less a slow one; the signal is the exponential mean of that,
-- and begins with its first value.
CREATE OR REPLACE MACRO ${schema}.macd(
    symbol, bar_interval, fast := 12, slow := 26, signal := 9, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = 14 * (greatest(fast, slow) + signal + 2)},
terms AS (
    SELECT
        *,
        CASE WHEN i = 0 THEN close ELSE close * 2 / (fast + 1) END AS quick_term,
        CASE WHEN i = 0 THEN close ELSE close * 2 / (slow + 1) END AS steady_term,
        greatest(fast, slow) - 1 AS first
    FROM bars
),
${indicators/smoothed_blocks.sql; name = quick; from = terms; fastest = 1 - 2 / (fast + 1); reach = 2},
quick_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = quick; keep = 1 - 2 / (fast + 1)}
    FROM quick_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
quick_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = quick; keep = 1 - 2 / (fast + 1)}
    FROM quick_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_quick AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, quick_sum, quick_left
        ),
        ${indicators/smoothed_value.sql; name = quick; keep = 1 - 2 / (fast + 1)}
    FROM quick_sums
    LEFT JOIN quick_left USING (block)
),
${indicators/smoothed_blocks.sql; name = steady; from = with_quick; fastest = 1 - 2 / (slow + 1); reach = 2},
steady_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = steady; keep = 1 - 2 / (slow + 1)}
    FROM steady_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
steady_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = steady; keep = 1 - 2 / (slow + 1)}
    FROM steady_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_steady AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, steady_sum, steady_left
        ),
        ${indicators/smoothed_value.sql; name = steady; keep = 1 - 2 / (slow + 1)}
    FROM steady_sums
    LEFT JOIN steady_left USING (block)
),
spreads AS (
    SELECT
        *,
        CASE
            WHEN i < first THEN 0
            WHEN i = first THEN quick - steady
            ELSE (quick - steady) * 2 / (signal + 1)
        END AS mean_term
    FROM with_steady
),
${indicators/smoothed_blocks.sql; name = mean; from = spreads; fastest = 1 - 2 / (signal + 1); reach = 2},
mean_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = mean; keep = 1 - 2 / (signal + 1)}
    FROM mean_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
mean_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = mean; keep = 1 - 2 / (signal + 1)}
    FROM mean_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_mean AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, mean_sum, mean_left
        ),
        ${indicators/smoothed_value.sql; name = mean; keep = 1 - 2 / (signal + 1)}
    FROM mean_sums
    LEFT JOIN mean_left USING (block)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= first THEN quick - steady END AS macd,
    CASE WHEN i >= first + signal - 1 THEN mean END AS macd_signal,
    CASE WHEN i >= first + signal - 1 THEN quick - steady - mean END AS macd_histogram
FROM with_mean AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
