-- The bars of a symbol that open in a span of time, as the view has them. Of the lake only the files of
-- its days are opened, which a filter on the view does not bring about.
CREATE OR REPLACE MACRO ${schema}.bars_between(symbol, bar_interval, since, until := NULL) AS TABLE
WITH newest AS NOT MATERIALIZED (
    SELECT ${columns}
    FROM (
        ${hot}
        UNION ALL
        ${lake_between}
    ) AS r
    WHERE
        ${opens_between.sql}
    QUALIFY
        lag(r.open_time) OVER (ORDER BY r.open_time, ${ranking}) IS DISTINCT FROM r.open_time
)
SELECT
    newest.*,
    ${settled}
FROM newest
LEFT JOIN (
    SELECT p.proven_until
    FROM (${proven}) AS p
    WHERE p.symbol = symbol
) AS proof ON true
ORDER BY newest.open_time
