-- The newest decision about each symbol over hot store and lake.
CREATE OR REPLACE VIEW ${schema}.${table} AS
SELECT ${columns}
FROM (
    ${hot}
    UNION ALL
    ${lake}
)
QUALIFY row_number() OVER (PARTITION BY symbol ORDER BY chosen_at DESC, run_id DESC) = 1
