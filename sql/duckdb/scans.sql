-- The tables that a plan reads, each with its filters: one row a filter, and one where there is none.
SELECT
    id,
    regexp_extract(value ->> '$.extra_info.Table', '[^.]+$') AS "table",
    unnest(
        CASE json_type(value -> '$.extra_info.Filters')
            WHEN 'ARRAY' THEN (value -> '$.extra_info.Filters')::VARCHAR[]
            ELSE [coalesce(value ->> '$.extra_info.Filters', '')]
        END
    ) AS "filter"
FROM json_tree($1::JSON)
WHERE
    type = 'OBJECT'
    AND value ->> 'name' LIKE '%SCAN%'
    AND value ->> '$.extra_info.Table' LIKE 'memory.plan.%'
ORDER BY id
