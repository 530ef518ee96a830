-- Brings in the staged rows of which none is there, as nearly all are: a third of what MERGE takes.
INSERT INTO ${stored} (${columns}, _epoch, _change, _deleted)
SELECT ${values}, ${epoch}, ${change}, false
FROM (${staged}) AS s
ANTI JOIN ${stored} AS t ON ${same_key}
