-- What followed: the return of the day after each bar of an hour, by the regime of sentiment that was
-- known at its close, and by how strong the contrarian signal was.

CREATE TEMPORARY VIEW forward_returns AS
SELECT
    s.symbol,
    s.open_time,
    s.regime,
    s.contrarian_strength,
    later.`close` / s.`close` - 1 AS forward_return
FROM signals AS s
JOIN signals AS later
    ON s.symbol = later.symbol
    AND s.bar_interval = later.bar_interval
    AND TIMESTAMPDIFF(HOUR, TO_TIMESTAMP_LTZ(0, 3), later.open_time)
        = TIMESTAMPDIFF(HOUR, TO_TIMESTAMP_LTZ(0, 3), s.open_time) + 24
WHERE s.bar_interval = '1h' AND s.revision = 0 AND later.revision = 0 AND s.regime IS NOT NULL;

CREATE TEMPORARY VIEW regime_statistics AS
SELECT
    symbol,
    regime,
    COUNT(*) AS bars,
    AVG(forward_return) AS mean_return,
    STDDEV_POP(forward_return) AS deviation,
    AVG(CASE WHEN forward_return > 0 THEN 1.0 ELSE 0.0 END) AS share_of_gains
FROM forward_returns
GROUP BY symbol, regime;

CREATE TEMPORARY VIEW strength_statistics AS
SELECT
    symbol,
    FLOOR(contrarian_strength * 4) / 4 AS strength_from,
    COUNT(*) AS bars,
    AVG(forward_return) AS mean_return,
    STDDEV_POP(forward_return) AS deviation
FROM forward_returns
GROUP BY symbol, FLOOR(contrarian_strength * 4) / 4;
