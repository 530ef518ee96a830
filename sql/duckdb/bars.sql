-- The newest row of each bar over hot store and lake, and whether a late trade can still change it.
CREATE OR REPLACE VIEW ${schema}.bars AS
WITH seen AS NOT MATERIALIZED (
    ${hot}
    UNION ALL
    ${lake}
),
newest AS NOT MATERIALIZED (
    SELECT * FROM seen
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
),
-- A whole bar proves that event time of its symbol has come to its end; a partial one may have
-- been closed early, by the end of the input.
proven AS NOT MATERIALIZED (
    SELECT symbol, max(close_time) AS proven_until
    FROM seen
    WHERE is_final AND coverage <> 'partial'
    GROUP BY symbol
)
SELECT
    newest.*,
    coalesce(
        is_final AND epoch_us(close_time) + ${lateness} <= epoch_us(proven_until),
        false
    ) AS settled
FROM newest
LEFT JOIN proven USING (symbol)
