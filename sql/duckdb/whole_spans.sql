-- The spans of time of which bars say that nothing is missing in them. Bars within a whole one of the longest
-- interval are left out at once: seconds and minutes are many, and nearly all of them are.
WITH said AS (
    SELECT symbol, epoch_us(open_time) AS open_time, epoch_us(close_time) AS close_time
    FROM (${bars})
    WHERE
        is_final
        AND price_source = 'trade'
        AND coverage IN ('complete', 'quiet')
        AND origin <> 'exchange'
        AND bar_interval IN (${intervals})
),
longest AS MATERIALIZED (
    SELECT DISTINCT symbol, open_time
    FROM said
    WHERE close_time - open_time = ${longest}
),
shorter AS (
    SELECT
        *,
        open_time // ${longest} * ${longest} AS begins_in,
        (close_time - 1) // ${longest} * ${longest} AS ends_in
    FROM said
    WHERE close_time - open_time < ${longest}
),
whole AS (
    SELECT symbol, open_time, open_time + ${longest} AS close_time
    FROM longest
    UNION ALL
    SELECT DISTINCT symbol, open_time, close_time
    FROM shorter
    ANTI JOIN longest
        ON shorter.symbol = longest.symbol
        AND shorter.begins_in = longest.open_time
        AND shorter.ends_in = longest.open_time
),
joined AS (
    SELECT
        *,
        coalesce(
            open_time > max(close_time) OVER (
                PARTITION BY symbol
                ORDER BY open_time, close_time
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            true
        ) AS is_first
    FROM whole
),
numbered AS (
    SELECT
        *,
        count(*) FILTER (WHERE is_first) OVER (
            PARTITION BY symbol ORDER BY open_time, close_time ROWS UNBOUNDED PRECEDING
        ) AS span
    FROM joined
)
SELECT symbol, min(open_time), max(close_time)
FROM numbered
GROUP BY symbol, span
ORDER BY symbol, min(open_time)
