-- Whether the views read the lake: one row. Where they do not, it says what they show instead.
CREATE OR REPLACE VIEW ${schema}.lake_access AS
SELECT ${path} AS lake_path, ${is_read} AS is_read, ${note} AS note
