-- The final bars of a symbol that open in a span of time: what indicators read.
CREATE OR REPLACE MACRO ${schema}.final_bars_between(
    symbol, bar_interval, since, until := NULL
) AS TABLE
SELECT ${columns}
FROM (
    ${hot}
    UNION ALL
    ${lake_between}
) AS r
WHERE
    r.is_final
    AND ${opens_between.sql}
QUALIFY
    lag(r.open_time) OVER (ORDER BY r.open_time, ${ranking}) IS DISTINCT FROM r.open_time
