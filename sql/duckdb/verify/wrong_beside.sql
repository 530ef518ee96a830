-- What may not differ from the exchange: the volume of a complete bar, and all of a repaired one.
INSERT INTO day_differences
SELECT symbol, bar_interval, open_time, field, stored, theirs, 'exchange'
FROM beside
WHERE differs AND (coverage = 'repaired' OR (coverage = 'complete' AND field = 'volume'))
