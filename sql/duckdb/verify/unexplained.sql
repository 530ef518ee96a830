-- Windows between two bars of a run for which neither a bar nor a gap stands.
INSERT INTO day_differences
WITH bounds AS (
    SELECT symbol, bar_interval, open_time, close_time
    FROM stored
    UNION ALL
    SELECT symbol, bar_interval, close_time, close_time
    FROM last_bars
),
steps AS (
    SELECT
        symbol,
        bar_interval,
        open_time AS span_end,
        lag(close_time) OVER (
            PARTITION BY symbol, bar_interval ORDER BY open_time, close_time
        ) AS span_start
    FROM bounds
),
spans AS (
    SELECT steps.*, intervals.length
    FROM steps
    JOIN intervals USING (bar_interval)
    WHERE
        span_start < span_end
        -- What lies between two runs was not collected. The end of its input leaves the last bars of a
        -- run partial, and windows before them without a trade have no bar.
        AND EXISTS (
            SELECT 1
            FROM run_ranges
            WHERE
                run_ranges.symbol = steps.symbol
                AND run_ranges.bar_interval = steps.bar_interval
                AND run_ranges.first_open <= steps.span_start
                AND run_ranges.last_whole >= steps.span_end
        )
),
-- The ends of gaps in a span, and where the next gap begins.
edges AS (
    SELECT symbol, bar_interval, length, span_start, span_end, span_start AS free_from
    FROM spans
    UNION ALL
    SELECT
        spans.symbol, bar_interval, length, span_start, span_end, gap_end
    FROM spans
    JOIN gap_spans
        ON
            gap_spans.symbol = spans.symbol
            AND gap_start < span_end
            AND gap_end > span_start
            AND gap_end < span_end
),
free AS (
    SELECT
        edges.symbol,
        bar_interval,
        length,
        free_from,
        min(least(coalesce(gap_start, span_end), span_end)) AS free_to,
        coalesce(bool_or(gap_start < free_from), false) AS is_in_gap
    FROM edges
    LEFT JOIN gap_spans
        ON
            gap_spans.symbol = edges.symbol
            AND gap_end > free_from
            AND gap_start < span_end
    GROUP BY ALL
)
SELECT
    symbol,
    bar_interval,
    (free_from + length - 1) // length * length,
    'bar',
    NULL,
    NULL,
    'gaps'
FROM free
WHERE NOT is_in_gap AND (free_from + length - 1) // length * length + length <= free_to
