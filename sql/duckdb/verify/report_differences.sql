-- The first differences.
SELECT
    symbol,
    bar_interval,
    make_timestamptz(open_time) AS open_time,
    field,
    stored,
    expected,
    source AS says
FROM differences
JOIN intervals USING (bar_interval)
ORDER BY open_time, length, symbol, field
LIMIT ${limit}
