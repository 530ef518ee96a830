-- The newest row of each bar over hot store and lake, and whether a late trade can still change it.
CREATE OR REPLACE VIEW ${schema}.bars AS
WITH newest AS NOT MATERIALIZED (
    SELECT ${columns}
    FROM (
        ${hot}
        UNION ALL
        ${lake}
    ) AS r
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
)
SELECT
    newest.*,
    ${settled}
FROM newest
LEFT JOIN (${proven}) AS proof ON proof.symbol = newest.symbol
