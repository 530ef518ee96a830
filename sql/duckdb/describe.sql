-- The columns of a view or of what a macro gives.
SELECT column_name AS "column", column_type AS type
FROM (DESCRIBE SELECT * FROM ${relation})
