-- The newest row of each episode over hot store and lake, without those that are no more.
CREATE OR REPLACE VIEW ${schema}.${table} AS
WITH newest AS (
    SELECT ${columns}
    FROM (
        ${hot}
        UNION ALL
        ${lake}
    )
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
),
lasting AS (
    SELECT *, coalesce(ended_on, DATE '9999-12-31') AS last_day
    FROM newest
    WHERE days > 0
)
SELECT ${columns}
FROM lasting AS episode
-- A run that starts afresh takes nothing back of what earlier runs wrote, and may cut the days into
-- other episodes; one that goes on from a checkpoint writes only the episodes that change. So what
-- a later run says of a day hides what an earlier one said of it, and no more than that.
WHERE NOT EXISTS (
    SELECT 1
    FROM lasting AS later
    WHERE
        later.index_name = episode.index_name
        AND later.run_id > episode.run_id
        AND later.started_on <= episode.last_day
        AND later.last_day >= episode.started_on
)
