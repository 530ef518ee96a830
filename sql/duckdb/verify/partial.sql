-- A partial bar holds what its run has seen, and the runs that it goes on from; other runs may have
-- seen more. So it is right if the trades since the start of some run make it.
DELETE FROM day_differences
WHERE (symbol, bar_interval, open_time) IN (
    WITH suspects AS (
        SELECT DISTINCT stored.*, intervals.length
        FROM day_differences
        JOIN stored USING (symbol, bar_interval, open_time)
        JOIN intervals USING (bar_interval)
        WHERE stored.coverage = 'partial' AND day_differences.source = 'trades'
    ),
    seen AS (
        SELECT
            suspects.symbol,
            suspects.bar_interval,
            suspects.open_time,
            suspects.run_id AS bar_run,
            day_trades.* EXCLUDE (symbol)
        FROM suspects
        JOIN day_trades
            ON
                day_trades.symbol = suspects.symbol
                AND day_trades.time >= suspects.open_time
                AND day_trades.time < suspects.open_time + suspects.length
                AND day_trades.run_id <= suspects.run_id
    ),
    starts AS (
        SELECT DISTINCT symbol, bar_interval, open_time, run_id AS since
        FROM seen
    ),
    candidates AS (
        SELECT seen.*, since
        FROM seen
        JOIN starts USING (symbol, bar_interval, open_time)
        WHERE seen.run_id >= since
        QUALIFY
            trade_id IS NULL
            OR row_number() OVER (
                PARTITION BY symbol, bar_interval, open_time, since, trade_id ORDER BY arrival
            ) = 1
    ),
    recounted AS (
        SELECT
            symbol,
            bar_interval,
            open_time,
            arg_min(price, arrival) AS open,
            max(price) AS high,
            min(price) AS low,
            arg_max(price, arrival) AS close,
            total(size_units, size_places, is_wide) AS volume,
            total_product(
                price_units, size_units, price_places + size_places, is_wide
            ) AS quote_volume,
            count(*) AS trade_count,
            total(CASE WHEN buys THEN size_units ELSE 0 END, size_places, is_wide) AS buy_volume
        FROM candidates
        GROUP BY
            symbol, bar_interval, open_time, since, price_places, size_places, is_wide
    )
    SELECT (symbol, bar_interval, open_time)
    FROM suspects
    JOIN recounted
        USING (
            symbol,
            bar_interval,
            open_time,
            open,
            high,
            low,
            close,
            volume,
            quote_volume,
            trade_count,
            buy_volume
        )
)
