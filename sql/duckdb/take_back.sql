-- Marks what was written after an epoch as deleted; a reader may hold a file that still has it.
UPDATE ${stored}
SET _deleted = true, _epoch = ${epoch}, _change = ${change}
WHERE _epoch > ${epoch}
