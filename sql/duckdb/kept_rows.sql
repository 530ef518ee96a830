-- The newest row of each symbol, as the hot store has it; the lake has the history.
CREATE OR REPLACE VIEW ${schema}.${table}_newest AS
${hot}
