-- Wilder's relative strength index: the mean gain beside the mean loss, from 0 to 100. It begins
-- with the plain means of the first n changes; while nothing has moved at all it is 50.
CREATE OR REPLACE MACRO ${schema}.rsi(
    symbol, bar_interval, n := 14, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = 29 * n},
changes AS (
    SELECT *, close - lag(close) OVER (ORDER BY i) AS change
    FROM bars
),
terms AS (
    SELECT
        *,
        CASE
            WHEN i < n THEN 0
            WHEN i = n THEN avg(greatest(change, 0)) OVER rolling
            ELSE greatest(change, 0) / n
        END AS gain_term,
        CASE
            WHEN i < n THEN 0
            WHEN i = n THEN avg(greatest(-change, 0)) OVER rolling
            ELSE greatest(-change, 0) / n
        END AS loss_term
    FROM changes
    WINDOW rolling AS (ORDER BY i ROWS BETWEEN n - 1 PRECEDING AND CURRENT ROW)
),
${indicators/smoothed_blocks.sql; name = changes_smoothed; from = terms; fastest = 1 - 1 / n; reach = 2},
changes_smoothed_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = gain; keep = 1 - 1 / n},
        ${indicators/smoothed_sum.sql; name = loss; keep = 1 - 1 / n}
    FROM changes_smoothed_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
changes_smoothed_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = gain; keep = 1 - 1 / n},
        ${indicators/smoothed_left.sql; name = loss; keep = 1 - 1 / n}
    FROM changes_smoothed_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_loss AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, gain_sum, gain_left, loss_sum, loss_left
        ),
        ${indicators/smoothed_value.sql; name = gain; keep = 1 - 1 / n},
        ${indicators/smoothed_value.sql; name = loss; keep = 1 - 1 / n}
    FROM changes_smoothed_sums
    LEFT JOIN changes_smoothed_left USING (block)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE
        WHEN i < n THEN NULL
        WHEN gain + loss = 0 THEN 50
        ELSE 100 * gain / (gain + loss)
    END AS rsi
FROM with_loss AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
