-- The bars that an indicator reads, numbered from 0 by time: those that open at `since` or later,
-- and before them as many windows as its first value needs to settle.
bars AS (
    SELECT b.*, row_number() OVER (ORDER BY b.open_time) - 1 AS i
    FROM main.final_bars AS b
    WHERE
        b.symbol = symbol
        AND b.bar_interval = bar_interval
        AND (
            since IS NULL
            OR b.open_time >= since::TIMESTAMPTZ - (${warm_up})::BIGINT * bar_interval::INTERVAL
        )
)
