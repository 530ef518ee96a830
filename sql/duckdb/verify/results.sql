-- What is remembered from one day to the next.
CREATE TEMP TABLE intervals AS
SELECT * FROM (VALUES ${intervals}) AS named (bar_interval, length);

CREATE TEMP TABLE last_prices (symbol VARCHAR PRIMARY KEY, price DOUBLE, places INTEGER);

CREATE TEMP TABLE run_ranges (
    symbol VARCHAR,
    bar_interval VARCHAR,
    run_id VARCHAR,
    first_open BIGINT,
    last_close BIGINT,
    last_whole BIGINT
);

CREATE TEMP TABLE bar_counts (bar_interval VARCHAR, kind VARCHAR, bars BIGINT);

CREATE TEMP TABLE exchange_counts (field VARCHAR, compared BIGINT, different BIGINT);

CREATE TEMP TABLE differences (
    symbol VARCHAR,
    bar_interval VARCHAR,
    open_time BIGINT,
    field VARCHAR,
    stored DOUBLE,
    expected DOUBLE,
    source VARCHAR
);

CREATE TEMP TABLE last_bars (
    symbol VARCHAR, bar_interval VARCHAR, close_time BIGINT, PRIMARY KEY (symbol, bar_interval)
);

CREATE TEMP TABLE left_out_counts (bars BIGINT)
