-- The bars as they were known at an instant: the newest among the rows emitted by then.
CREATE OR REPLACE MACRO ${schema}.bars_asof(t) AS TABLE
SELECT ${columns}
FROM (
    ${hot}
    UNION ALL
    ${lake}
)
WHERE is_final AND emitted_at <= t
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
