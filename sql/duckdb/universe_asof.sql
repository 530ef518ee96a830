-- The members of the universe at an instant, each as the newest decision until then judged it.
CREATE OR REPLACE MACRO ${schema}.universe_asof(t) AS TABLE
SELECT * EXCLUDE (decision)
FROM (
    SELECT
        ${columns},
        row_number() OVER (PARTITION BY symbol ORDER BY chosen_at DESC, run_id DESC) AS decision
    FROM (
        ${hot}
        UNION ALL
        ${lake}
    )
    WHERE chosen_at <= t
)
WHERE decision = 1 AND included
