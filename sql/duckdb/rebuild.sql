-- Fills an empty table with the newest rows of the lake.
INSERT INTO ${stored}
SELECT ${columns}, ${epoch}, ${change}, false
FROM (${lake})
WHERE ${kept}
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
