-- Correlation of the log returns of each pair of symbols over their last 60 bars of a minute,
-- as it was known when the last of them closed.

CREATE TEMPORARY VIEW log_returns AS
SELECT
    symbol,
    bar_interval,
    open_time,
    event_time,
    LN(`close` / LAG(`close`) OVER (PARTITION BY symbol, bar_interval ORDER BY event_time)) AS log_return
FROM bars
WHERE bar_interval = '1m' AND revision = 0;

CREATE TEMPORARY VIEW paired_returns AS
SELECT
    a.symbol,
    b.symbol AS other_symbol,
    a.open_time,
    a.event_time,
    a.log_return AS x,
    b.log_return AS y
FROM log_returns AS a
JOIN log_returns AS b
    ON a.bar_interval = b.bar_interval AND a.event_time = b.event_time
WHERE a.symbol < b.symbol AND a.log_return IS NOT NULL AND b.log_return IS NOT NULL;

CREATE TEMPORARY VIEW rolling_correlation AS
SELECT
    symbol,
    other_symbol,
    open_time,
    n,
    (n * sum_xy - sum_x * sum_y)
        / SQRT(NULLIF((n * sum_xx - sum_x * sum_x) * (n * sum_yy - sum_y * sum_y), 0)) AS correlation
FROM (
    SELECT
        symbol,
        other_symbol,
        open_time,
        COUNT(*) OVER pair AS n,
        SUM(x) OVER pair AS sum_x,
        SUM(y) OVER pair AS sum_y,
        SUM(x * x) OVER pair AS sum_xx,
        SUM(y * y) OVER pair AS sum_yy,
        SUM(x * y) OVER pair AS sum_xy
    FROM paired_returns
    WINDOW pair AS (
        PARTITION BY symbol, other_symbol ORDER BY event_time ROWS BETWEEN 59 PRECEDING AND CURRENT ROW)
)
WHERE n >= 10;
