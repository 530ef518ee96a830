-- A running job may have shown the trades of a checkpoint a moment before its bars, or the other way
-- round: what differs for good was there when the files were read before, too.
DELETE FROM day_differences AS now
WHERE NOT EXISTS (
    SELECT 1
    FROM seen_before AS before
    WHERE
        before.symbol = now.symbol
        AND before.bar_interval = now.bar_interval
        AND before.open_time = now.open_time
        AND before.field = now.field
        AND before.stored IS NOT DISTINCT FROM now.stored
        AND before.expected IS NOT DISTINCT FROM now.expected
)
