-- What bars_between filters, for a plan of what a query needs.
CREATE OR REPLACE MACRO ${schema}.bars_between(symbol, bar_interval, since, until := NULL) AS TABLE
SELECT r.*, NULL::BOOLEAN AS settled
FROM ${bars} AS r
WHERE
    ${opens_between.sql}
