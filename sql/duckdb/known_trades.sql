-- Which trades of a symbol the lake has, in bars too: a run that was killed may have left trades alone.
SELECT DISTINCT trade_id
FROM (${trades}) AS trades
WHERE
    symbol = ${symbol}
    AND trade_id IN (${ids})
    AND EXISTS (
        SELECT 1
        FROM (${bars}) AS bars
        WHERE
            bars.symbol = trades.symbol
            AND bars.is_final
            AND bars.run_id >= trades.run_id
            AND bars.open_time <= trades.trade_time
            AND bars.close_time > trades.trade_time
    )
