-- Trades as numbers, those of a symbol together and in the order in which they make bars.
SELECT
    CAST(enum_code(CAST(symbol AS ENUM (${symbols}))) AS INTEGER) AS symbol,
    epoch_us(trade_time) AS trade_time,
    price,
    size,
    side = 'buy' AS is_buy,
    trade_id,
    epoch_us(received_at) AS received_at,
    CASE origin WHEN 'stream' THEN 0 WHEN 'resend' THEN 1 WHEN 'tape' THEN 2 ELSE 3 END AS origin
FROM (${trades})
WHERE
    symbol IN (${symbols})
    AND trade_time >= make_timestamptz(${from})
    AND trade_time < make_timestamptz(${to})
