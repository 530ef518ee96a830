-- The rows of a table, each once: a run that goes on from an older checkpoint than its last writes again
-- what was committed since.
CREATE OR REPLACE VIEW ${schema}.${table} AS
SELECT ${columns_of_first_run}
FROM (${lake})
GROUP BY ALL
