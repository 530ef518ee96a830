-- What bars_between filters, for a plan of what a query needs.
CREATE OR REPLACE MACRO ${schema}.bars_between(symbol, bar_interval, since, until := NULL) AS TABLE
SELECT r.*, NULL::BOOLEAN AS settled
FROM ${bars} AS r
WHERE
    r.symbol = symbol
    AND r.bar_interval = bar_interval
    AND (since IS NULL OR r.open_time >= since::TIMESTAMPTZ)
    AND (until IS NULL OR r.open_time < until::TIMESTAMPTZ)
