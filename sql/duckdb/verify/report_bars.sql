-- How many bars of each kind there were, and how many of them differ.
WITH wrong AS (
    SELECT bar_interval, count(DISTINCT (symbol, open_time)) AS different
    FROM differences
    GROUP BY bar_interval
)
SELECT
    bar_interval,
    coalesce(sum(bars) FILTER (kind = 'complete'), 0)::BIGINT AS complete,
    coalesce(sum(bars) FILTER (kind = 'quiet'), 0)::BIGINT AS quiet,
    coalesce(sum(bars) FILTER (kind = 'partial'), 0)::BIGINT AS partial,
    coalesce(sum(bars) FILTER (kind = 'repaired'), 0)::BIGINT AS repaired,
    coalesce(sum(bars) FILTER (kind = 'mid'), 0)::BIGINT AS mid_skipped,
    coalesce(any_value(different), 0) AS different
FROM (
    SELECT bar_interval, kind, bars FROM bar_counts
    UNION ALL
    SELECT bar_interval, 'missing', 0
    FROM wrong
)
LEFT JOIN wrong USING (bar_interval)
JOIN intervals USING (bar_interval)
GROUP BY bar_interval
ORDER BY any_value(length)
