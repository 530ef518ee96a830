-- The tables of Flink SQL: the exchange, the index, and everything that a job has stored.
-- Leave out what you don't need; add columns of the data dictionary as you like.

CREATE TABLE hyperliquid_trades (
    symbol STRING,
    trade_time TIMESTAMP_LTZ(6),
    price DOUBLE,
    size DOUBLE,
    side STRING,
    trade_id BIGINT,
    received_at TIMESTAMP_LTZ(6),
    event_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
    -- The feed's own proof of time, which goes on while nothing trades.
    WATERMARK FOR event_time AS SOURCE_WATERMARK()
) WITH (
    'connector' = 'hyperliquid',
    'stream' = 'trades',
    'symbols' = 'BTC;ETH;SOL'
);

CREATE TABLE hyperliquid_bbo (
    symbol STRING,
    offer_time TIMESTAMP_LTZ(3),
    bid_price DOUBLE,
    bid_size DOUBLE,
    ask_price DOUBLE,
    ask_size DOUBLE,
    WATERMARK FOR offer_time AS offer_time - INTERVAL '2' SECOND
) WITH (
    'connector' = 'hyperliquid',
    'stream' = 'bbo',
    'symbols' = 'BTC;ETH;SOL'
);

CREATE TABLE fear_and_greed (
    reading_date DATE,
    `value` INT,
    regime STRING,
    signal STRING,
    contrarian_strength DOUBLE,
    known_at TIMESTAMP_LTZ(6)
) WITH (
    'connector' = 'fear-greed'
);
