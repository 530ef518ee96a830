-- The bars that an indicator reads, numbered from 0 by time: those that open at `since` or later (and
-- before `until`), and before them as many windows as its first value needs to settle.
bars AS (
    SELECT b.*, row_number() OVER (ORDER BY b.open_time) - 1 AS i
    FROM ${bars_schema}.final_bars_between(
        symbol,
        bar_interval,
        since::TIMESTAMPTZ - (${warm_up})::BIGINT * bar_interval::INTERVAL,
        until := until
    ) AS b
)
