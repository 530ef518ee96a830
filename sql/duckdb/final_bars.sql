-- The newest final row of each bar over hot store and lake: what indicators read. Filters on the
-- key reach the files.
CREATE OR REPLACE VIEW ${schema}.final_bars AS
SELECT ${columns}
FROM (
    ${hot}
    UNION ALL
    ${lake}
) AS r
WHERE r.is_final
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
