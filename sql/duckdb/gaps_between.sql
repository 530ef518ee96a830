-- What is known of the gaps of a span of time in which trades are missing still.
SELECT
    symbol,
    epoch_us(gap_start),
    epoch_us(gap_end),
    reason,
    epoch_us(detected_at),
    epoch_us(healed_at),
    healed_by
FROM (${gaps})
WHERE
    (healed_by IS NULL OR healed_by = 'candles')
    AND epoch_us(gap_start) < ${to}
    AND coalesce(epoch_us(gap_end) > ${from}, true)
ORDER BY symbol, gap_start
