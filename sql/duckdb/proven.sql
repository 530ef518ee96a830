-- Until when event time of each symbol is proven to have come. A whole bar proves that it has come to
-- the bar's end; a partial one may have been closed early, by the end of the input.
-- Of most symbols the file says it, and what came since and newer days of the lake can only add to it.
-- Columns are qualified: a macro that reads it may have a parameter of the same name.
SELECT u.symbol, max(u.proven_until) AS proven_until
FROM (
    ${stored}
    UNION ALL
    SELECT r.symbol, r.close_time
    FROM ${recent} AS r
    WHERE NOT r._deleted AND r.is_final AND r.coverage <> 'partial'
    UNION ALL
    SELECT r.symbol, r.close_time
    FROM (${later}) AS r
    WHERE
        r.is_final
        AND r.coverage <> 'partial'
        AND r.close_time > make_timestamptz(${known_until})
        AND ${is_known}
    UNION ALL
    SELECT r.symbol, r.close_time
    FROM (${lake}) AS r
    WHERE r.is_final AND r.coverage <> 'partial' AND ${is_unknown}
) AS u
GROUP BY u.symbol
