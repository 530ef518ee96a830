-- The exchange's candles of a day beside the stored bars: those that were asked for when they were
-- over. A streamed one never says that it is over, and may lack the last trades, so where none was
-- asked for it counts only if it has the trades of the bar. The volume of a candle is a sum of
-- binary fractions: what it means has the decimals of a size.
CREATE OR REPLACE TEMP TABLE beside AS
WITH candles AS (
    SELECT * EXCLUDE (open_time), epoch_us(open_time) AS open_time
    FROM (${candles})
    QUALIFY
        row_number() OVER (
            PARTITION BY symbol, bar_interval, open_time
            ORDER BY origin = 'exchange' DESC, received_at DESC
        ) = 1
),
-- As many decimals as the exchange gives the sizes of the symbol; where its listing is not known, as
-- many as a size was seen to have.
listed AS (
    SELECT symbol, max_by(size_decimals, received_at) AS places
    FROM (${candles})
    WHERE size_decimals IS NOT NULL
    GROUP BY symbol
),
seen AS (
    SELECT symbol, max(places) AS places
    FROM (
        SELECT symbol, places
        FROM last_prices
        UNION ALL
        SELECT symbol, size_places
        FROM day_trades
    )
    GROUP BY symbol
),
units AS (
    SELECT symbol, pow(10, coalesce(listed.places, seen.places)) AS unit
    FROM seen
    FULL JOIN listed USING (symbol)
),
fields AS (
    SELECT
        symbol,
        bar_interval,
        open_time,
        stored.coverage AS coverage,
        unnest([
            {'name': 'open', 'stored': stored.open, 'theirs': candles.open},
            {'name': 'high', 'stored': stored.high, 'theirs': candles.high},
            {'name': 'low', 'stored': stored.low, 'theirs': candles.low},
            {'name': 'close', 'stored': stored.close, 'theirs': candles.close},
            {
                'name': 'volume',
                'stored': round(stored.volume * coalesce(unit, 1e8)) / coalesce(unit, 1e8),
                'theirs': round(candles.volume * coalesce(unit, 1e8)) / coalesce(unit, 1e8)
            },
            {'name': 'trade_count', 'stored': stored.trade_count, 'theirs': candles.trade_count}
        ]) AS field
    FROM stored
    JOIN candles USING (symbol, bar_interval, open_time)
    LEFT JOIN units USING (symbol)
    WHERE
        stored.price_source = 'trade'
        AND stored.coverage <> 'partial'
        AND (candles.origin = 'exchange' OR candles.trade_count = stored.trade_count)
)
SELECT
    symbol,
    bar_interval,
    open_time,
    coverage,
    field.name AS field,
    field.stored AS stored,
    field.theirs AS theirs,
    coalesce(field.stored <> field.theirs, false) AS differs
FROM fields
