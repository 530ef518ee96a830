-- The spans of time of which bars say that nothing is missing in them.
WITH whole AS (
    SELECT symbol, epoch_us(open_time) AS open_time, epoch_us(close_time) AS close_time
    FROM (${bars})
    WHERE
        is_final
        AND price_source = 'trade'
        AND coverage IN ('complete', 'quiet')
        AND origin <> 'exchange'
        AND bar_interval IN (${intervals})
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
