-- One row of each key among the staged: the highest in rank, then the last to arrive.
SELECT *
FROM ${staging}
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}, _arrival DESC) = 1
