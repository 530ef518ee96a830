-- One row of each trade, as it was first received; trades without an id cannot be told apart.
CREATE OR REPLACE VIEW ${schema}.${table} AS
SELECT ${columns}
FROM (${lake})
QUALIFY
    trade_id IS NULL
    OR row_number() OVER (PARTITION BY symbol, trade_id ORDER BY received_at, run_id) = 1
