-- Brings staged rows in, unless the row that is there ranks higher.
MERGE INTO ${stored} AS t
USING (${staged}) AS s
ON ${same_key}
WHEN MATCHED AND ${wins} THEN
    UPDATE SET ${assignments}, _epoch = ${epoch}, _change = ${change}, _deleted = false
WHEN NOT MATCHED THEN
    INSERT (${columns}, _epoch, _change, _deleted)
    VALUES (${values}, ${epoch}, ${change}, false)
