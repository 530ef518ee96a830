-- Whole and repaired bars beside the exchange's candles.
SELECT
    field,
    sum(compared)::BIGINT AS compared,
    sum(different)::BIGINT AS different,
    round(100 * sum(different) / sum(compared), 3) AS percent
FROM exchange_counts
GROUP BY field
ORDER BY list_position(['open', 'high', 'low', 'close', 'volume', 'trade_count'], field)
