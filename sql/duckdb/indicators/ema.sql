-- The exponential mean of closes, which begins with the first close.
CREATE OR REPLACE MACRO ${schema}.ema(
    symbol, bar_interval, n := 20, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = 14 * (n + 1)},
terms AS (
    SELECT *, CASE WHEN i = 0 THEN close ELSE close * 2 / (n + 1) END AS mean_term
    FROM bars
),
${indicators/smoothed_blocks.sql; name = mean; from = terms; fastest = 1 - 2 / (n + 1); reach = 2},
mean_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = mean; keep = 1 - 2 / (n + 1)}
    FROM mean_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
mean_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = mean; keep = 1 - 2 / (n + 1)}
    FROM mean_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_mean AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, mean_sum, mean_left
        ),
        ${indicators/smoothed_value.sql; name = mean; keep = 1 - 2 / (n + 1)}
    FROM mean_sums
    LEFT JOIN mean_left USING (block)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= n - 1 THEN mean END AS ema
FROM with_mean AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
