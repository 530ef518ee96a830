-- The newest row of each key over hot store and lake.
CREATE OR REPLACE VIEW ${schema}.${table} AS
SELECT ${columns}
FROM (
    ${hot}
    UNION ALL
    ${lake}
)
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
