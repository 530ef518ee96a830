-- Puts back what rows taken back had overwritten.
MERGE INTO ${stored} AS t
USING (
    SELECT *
    FROM ${undo}
    WHERE _undone_by > ${epoch}
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY _undone_by) = 1
) AS s
ON ${same_key}
WHEN MATCHED THEN
    UPDATE SET ${assignments}, _epoch = s._epoch, _change = ${change}, _deleted = s._deleted
WHEN NOT MATCHED THEN
    INSERT (${columns}, _epoch, _change, _deleted)
    VALUES (${values}, s._epoch, ${change}, s._deleted)
