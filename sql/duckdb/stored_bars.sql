-- How many final bars of a run are stored, by interval and coverage: the newest revision of each.
-- All are counted, and those that a revision has replaced are taken off, so that keys are looked at
-- only where there are revisions, first the time alone; nearly all bars have none. Rows are read again
-- instead of kept.
WITH mine AS NOT MATERIALIZED (
    SELECT symbol, bar_interval, open_time, revision, coverage
    FROM (${rows})
    WHERE is_final AND run_id = ${run}
),
revised AS MATERIALIZED (
    SELECT symbol, bar_interval, open_time, max(revision) AS newest
    FROM mine
    WHERE revision > 0
    GROUP BY ALL
),
counted AS (
    SELECT bar_interval, coverage, count(*) AS bars
    FROM mine
    GROUP BY ALL
    UNION ALL
    SELECT bar_interval, coverage, -count(*)
    FROM (FROM mine SEMI JOIN (SELECT DISTINCT open_time FROM revised) USING (open_time))
    JOIN revised USING (symbol, bar_interval, open_time)
    WHERE revision < newest
    GROUP BY ALL
)
SELECT bar_interval, coverage, sum(bars)
FROM counted
GROUP BY ALL
HAVING sum(bars) > 0
