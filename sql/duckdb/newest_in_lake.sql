-- The newest row of each key in the lake.
SELECT ${columns}
FROM (${lake})
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
