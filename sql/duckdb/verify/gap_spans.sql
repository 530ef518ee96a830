-- Spans for which rows in gaps stand: the newest row of each gap, healed or not.
CREATE OR REPLACE TEMP TABLE gap_spans AS
SELECT
    symbol,
    epoch_us(gap_start) AS gap_start,
    coalesce(epoch_us(gap_end), 9223372036854775807) AS gap_end
FROM (${gaps})
QUALIFY row_number() OVER (PARTITION BY ${gap_key} ORDER BY ${gap_ranking}) = 1;

-- Hours of which the archive's files leave block numbers out.
CREATE OR REPLACE TEMP TABLE left_out AS
SELECT DISTINCT epoch_us(received_at) - 3600000000 AS hour_start
FROM (${dead_letters})
WHERE reason = 'blocks_left_out'
