-- Every row of a table, as the lake has it.
CREATE OR REPLACE VIEW ${schema}.${table} AS
${lake}
