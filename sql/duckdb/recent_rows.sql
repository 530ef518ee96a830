-- What changed in a table since its file was published.
SELECT ${decoded}, r._change, r._deleted
FROM read_csv(
    ${file},
    auto_detect = false,
    header = false,
    delim = ',',
    quote = '"',
    escape = '"',
    allow_quoted_nulls = false,
    columns = {${types}, '_change': 'BIGINT', '_deleted': 'BOOLEAN'}
) AS r
