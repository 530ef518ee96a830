-- The final bars of a symbol that open in a span of time and that the hot store has by itself: where the
-- lake has no newer ones, those of final_bars_between, without a look at its folders.
CREATE OR REPLACE MACRO ${schema}.final_bars_between(
    symbol, bar_interval, since, until := NULL
) AS TABLE
SELECT ${columns}
FROM (
    ${hot}
) AS r
WHERE
    r.is_final
    AND ${opens_between.sql}
ORDER BY r.open_time
