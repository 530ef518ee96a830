-- Fields of stored bars that the trades say otherwise, and windows that should have a bar.
CREATE OR REPLACE TEMP TABLE day_differences AS
WITH expected AS (
    SELECT
        symbol,
        bar_interval,
        open_time,
        stored,
        coalesce(recomputed.open, flat.price) AS open,
        coalesce(recomputed.high, flat.price) AS high,
        coalesce(recomputed.low, flat.price) AS low,
        coalesce(recomputed.close, flat.price) AS close,
        coalesce(recomputed.volume, 0) AS volume,
        coalesce(recomputed.quote_volume, 0) AS quote_volume,
        coalesce(recomputed.trade_count, 0) AS trade_count,
        coalesce(recomputed.buy_volume, 0) AS buy_volume,
        coalesce(recomputed.sell_volume, 0) AS sell_volume,
        open_time + intervals.length AS close_time
    FROM stored
    JOIN intervals USING (bar_interval)
    LEFT JOIN recomputed USING (symbol, bar_interval, open_time)
    LEFT JOIN flat USING (symbol, bar_interval, open_time)
    WHERE stored.price_source = 'trade' AND stored.coverage <> 'repaired'
),
fields AS (
    SELECT
        symbol,
        bar_interval,
        open_time,
        unnest([
            {'name': 'close_time', 'stored': stored.close_time / 1e6, 'expected': close_time / 1e6},
            {'name': 'open', 'stored': stored.open, 'expected': open},
            {'name': 'high', 'stored': stored.high, 'expected': high},
            {'name': 'low', 'stored': stored.low, 'expected': low},
            {'name': 'close', 'stored': stored.close, 'expected': close},
            {'name': 'volume', 'stored': stored.volume, 'expected': volume},
            {'name': 'quote_volume', 'stored': stored.quote_volume, 'expected': quote_volume},
            {'name': 'vwap', 'stored': stored.vwap, 'expected': quote_volume / nullif(volume, 0)},
            {'name': 'trade_count', 'stored': stored.trade_count, 'expected': trade_count},
            {'name': 'buy_volume', 'stored': stored.buy_volume, 'expected': buy_volume},
            {'name': 'sell_volume', 'stored': stored.sell_volume, 'expected': sell_volume}
        ]) AS field
    FROM expected
)
SELECT
    symbol,
    bar_interval,
    open_time,
    field.name AS field,
    field.stored AS stored,
    field.expected AS expected,
    'trades' AS source
FROM fields
WHERE
    field.stored IS DISTINCT FROM field.expected
    -- The quotient of two rounded sums is off by two units in the last place at most.
    AND NOT coalesce(
        field.name = 'vwap' AND abs(field.stored / field.expected - 1) <= 1e-15, false
    )
UNION ALL
SELECT symbol, bar_interval, open_time, 'trade_count', NULL, trade_count, 'trades'
FROM recomputed
ANTI JOIN stored USING (symbol, bar_interval, open_time)
-- A run that has written bars before and after a window in which it saw a trade has written its bar.
SEMI JOIN run_ranges
    ON
        run_ranges.symbol = recomputed.symbol
        AND run_ranges.bar_interval = recomputed.bar_interval
        AND list_contains(recomputed.runs, run_ranges.run_id)
        AND recomputed.open_time >= run_ranges.first_open
        AND recomputed.open_time + recomputed.length <= run_ranges.last_close
