-- One row a bar with the usual indicators at their usual periods, each as its own macro has it.
CREATE OR REPLACE MACRO ${schema}.indicators(
    symbol, bar_interval, since := NULL, until := NULL
) AS TABLE
WITH
${indicators/bars.sql; warm_up = 14 * 37},
moves AS (
    SELECT
        *,
        coalesce(quote_volume, volume * (high + low + close) / 3) AS quoted,
        close - lag(close) OVER in_time AS change,
        close - first_value(close) OVER earlier AS momentum_10,
        ln(close / lag(close) OVER in_time) AS log_return,
        greatest(high, lag(close) OVER in_time) - least(low, lag(close) OVER in_time)
            AS true_range
    FROM bars
    WINDOW
        in_time AS (ORDER BY i),
        earlier AS (ORDER BY i ROWS BETWEEN 10 PRECEDING AND 10 PRECEDING)
),
windows AS (
    SELECT
        *,
        avg(close) OVER last_20 AS mean_20,
        stddev_pop(close) OVER last_20 AS deviation_20,
        sum(quoted) OVER last_20 / nullif(sum(volume) OVER last_20, 0) AS mean_price_20,
        sqrt(sum(log_return * log_return) OVER last_20) AS volatility_20,
        avg(greatest(change, 0)) OVER last_14 AS mean_gain,
        avg(greatest(-change, 0)) OVER last_14 AS mean_loss,
        avg(true_range) OVER last_14 AS mean_range
    FROM moves
    WINDOW
        last_14 AS (ORDER BY i ROWS BETWEEN 13 PRECEDING AND CURRENT ROW),
        last_20 AS (ORDER BY i ROWS BETWEEN 19 PRECEDING AND CURRENT ROW)
),
terms AS (
    SELECT
        *,
        CASE WHEN i = 0 THEN close ELSE close * 2 / 21 END AS usual_term,
        CASE WHEN i = 0 THEN close ELSE close * 2 / 13 END AS quick_term,
        CASE WHEN i = 0 THEN close ELSE close * 2 / 27 END AS steady_term,
        CASE WHEN i < 14 THEN 0 WHEN i = 14 THEN mean_gain ELSE greatest(change, 0) / 14 END
            AS gain_term,
        CASE WHEN i < 14 THEN 0 WHEN i = 14 THEN mean_loss ELSE greatest(-change, 0) / 14 END
            AS loss_term,
        CASE WHEN i < 14 THEN 0 WHEN i = 14 THEN mean_range ELSE true_range / 14 END
            AS range_term
    FROM windows
),
${indicators/smoothed_blocks.sql; name = usual; from = terms; fastest = 1 - 2 / 13; reach = 6},
usual_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = usual; keep = 1 - 2 / 21},
        ${indicators/smoothed_sum.sql; name = quick; keep = 1 - 2 / 13},
        ${indicators/smoothed_sum.sql; name = steady; keep = 1 - 2 / 27},
        ${indicators/smoothed_sum.sql; name = gain; keep = 1 - 1 / 14},
        ${indicators/smoothed_sum.sql; name = loss; keep = 1 - 1 / 14},
        ${indicators/smoothed_sum.sql; name = range; keep = 1 - 1 / 14}
    FROM usual_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
usual_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = usual; keep = 1 - 2 / 21},
        ${indicators/smoothed_left.sql; name = quick; keep = 1 - 2 / 13},
        ${indicators/smoothed_left.sql; name = steady; keep = 1 - 2 / 27},
        ${indicators/smoothed_left.sql; name = gain; keep = 1 - 1 / 14},
        ${indicators/smoothed_left.sql; name = loss; keep = 1 - 1 / 14},
        ${indicators/smoothed_left.sql; name = range; keep = 1 - 1 / 14}
    FROM usual_sums, range(1, 6 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_range AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, usual_sum, usual_left, quick_sum, quick_left, steady_sum,
            steady_left, gain_sum, gain_left, loss_sum, loss_left, range_sum, range_left
        ),
        ${indicators/smoothed_value.sql; name = usual; keep = 1 - 2 / 21},
        ${indicators/smoothed_value.sql; name = quick; keep = 1 - 2 / 13},
        ${indicators/smoothed_value.sql; name = steady; keep = 1 - 2 / 27},
        ${indicators/smoothed_value.sql; name = gain; keep = 1 - 1 / 14},
        ${indicators/smoothed_value.sql; name = loss; keep = 1 - 1 / 14},
        ${indicators/smoothed_value.sql; name = range; keep = 1 - 1 / 14}
    FROM usual_sums
    LEFT JOIN usual_left USING (block)
),
spreads AS (
    SELECT
        *,
        CASE
            WHEN i < 25 THEN 0
            WHEN i = 25 THEN quick - steady
            ELSE (quick - steady) * 2 / 10
        END AS signal_term
    FROM with_range
),
${indicators/smoothed_blocks.sql; name = signal; from = spreads; fastest = 1 - 2 / 10; reach = 2},
signal_sums AS MATERIALIZED (
    SELECT
        *,
        ${indicators/smoothed_sum.sql; name = signal; keep = 1 - 2 / 10}
    FROM signal_blocks
    WINDOW so_far AS (PARTITION BY block ORDER BY i ROWS UNBOUNDED PRECEDING)
),
signal_left AS (
    SELECT
        block + back AS block,
        ${indicators/smoothed_left.sql; name = signal; keep = 1 - 2 / 10}
    FROM signal_sums, range(1, 2 + 1) AS blocks_before(back)
    WHERE place = block_size - 1
    GROUP BY block + back
),
with_signal AS (
    SELECT
        * EXCLUDE (
            block_size, block, place, signal_sum, signal_left
        ),
        ${indicators/smoothed_value.sql; name = signal; keep = 1 - 2 / 10}
    FROM signal_sums
    LEFT JOIN signal_left USING (block)
)
SELECT
    answer.symbol,
    answer.bar_interval,
    answer.open_time,
    answer.close,
    answer.coverage,
    CASE WHEN i >= 19 THEN mean_20 END AS sma_20,
    CASE WHEN i >= 19 THEN usual END AS ema_20,
    CASE
        WHEN i < 14 THEN NULL
        WHEN gain + loss = 0 THEN 50
        ELSE 100 * gain / (gain + loss)
    END AS rsi_14,
    CASE WHEN i >= 25 THEN quick - steady END AS macd,
    CASE WHEN i >= 33 THEN signal END AS macd_signal,
    CASE WHEN i >= 33 THEN quick - steady - signal END AS macd_histogram,
    CASE WHEN i >= 19 THEN mean_20 END AS bollinger_middle,
    CASE WHEN i >= 19 THEN mean_20 + 2 * deviation_20 END AS bollinger_upper,
    CASE WHEN i >= 19 THEN mean_20 - 2 * deviation_20 END AS bollinger_lower,
    CASE WHEN i >= 14 THEN range END AS atr_14,
    CASE WHEN i >= 19 THEN mean_price_20 END AS vwap_20,
    momentum_10,
    log_return,
    CASE WHEN i >= 20 THEN volatility_20 END AS realised_volatility_20,
    CASE WHEN i >= 19 THEN (close - mean_20) / nullif(deviation_20, 0) END AS zscore_20
FROM with_signal AS answer
WHERE since IS NULL OR answer.open_time >= since::TIMESTAMPTZ
ORDER BY answer.open_time
