-- Replaces the rows that are there by staged ones, unless they rank higher.
UPDATE ${stored} AS t
SET ${assignments}, _epoch = ${epoch}, _change = ${change}, _deleted = false
FROM (${staged}) AS s
WHERE ${same_key} AND ${wins}
