-- One row of each trade, as it was first received. Trades without an id cannot be distinguished, so of
-- the runs that read the same minute of an archive the last stands for it.
CREATE OR REPLACE VIEW ${schema}.${table} AS
SELECT ${columns}
FROM (${lake})
WHERE trade_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY symbol, trade_id ORDER BY received_at, run_id) = 1
UNION ALL
SELECT ${columns}
FROM (${lake})
WHERE trade_id IS NULL
QUALIFY run_id = max(run_id) OVER (PARTITION BY symbol, date_trunc('minute', trade_time))
