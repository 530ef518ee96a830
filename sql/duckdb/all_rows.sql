-- Every row of a table that only the lake has.
CREATE OR REPLACE VIEW ${schema}.${table} AS
${lake}
