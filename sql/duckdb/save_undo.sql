-- Keeps what staged rows are about to overwrite, once per key and epoch.
INSERT INTO ${undo}
SELECT t.*, ${epoch}
FROM ${stored} AS t
JOIN (${staged}) AS s ON ${same_key}
WHERE t._epoch < ${epoch} AND ${wins}
