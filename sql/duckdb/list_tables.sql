-- What a query can ask: the views with their columns, the macros with their parameters.
SELECT
    table_name AS name,
    'view' AS kind,
    string_agg(column_name, ', ' ORDER BY column_index) AS columns
FROM duckdb_columns()
WHERE database_name = 'memory' AND schema_name = 'main' AND NOT internal
GROUP BY table_name
UNION ALL
SELECT function_name, 'macro', '(' || array_to_string(parameters, ', ') || ')'
FROM duckdb_functions()
WHERE
    database_name = 'memory'
    AND schema_name = 'main'
    AND function_type = 'table_macro'
    AND NOT internal
ORDER BY kind DESC, name
