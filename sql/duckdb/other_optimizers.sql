-- All but those that bring filters to the tables.
SELECT string_agg(name, ',')
FROM duckdb_optimizers()
WHERE
    name NOT IN (
        'filter_pushdown', 'filter_pullup', 'expression_rewriter', 'cte_filter_pusher',
        'cte_inlining'
    )
