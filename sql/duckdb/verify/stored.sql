-- The newest final bars of a day that are stored.
CREATE OR REPLACE TEMP TABLE stored AS
SELECT
    * EXCLUDE (open_time, close_time),
    epoch_us(open_time) AS open_time,
    epoch_us(close_time) AS close_time
FROM (${bars})
WHERE is_final AND epoch_us(open_time) >= ${from} AND epoch_us(close_time) <= ${to}
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ranking}) = 1
