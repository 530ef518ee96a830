-- Smoothing without waiting for the bar before: value = term + keep · (value of the bar before).
-- Terms are weighted so that a running sum smooths them, in blocks so short that no weight leaves
-- the range of a double. What is older than the ${reach} blocks before weighs less than 1e-300.
-- Here: the bars of ${from} in blocks for the weight that falls the fastest.
${name}_blocks AS (
    SELECT
        *,
        greatest((345 / -ln(greatest(${fastest}, 1e-30)))::BIGINT, 1) AS block_size,
        i // block_size AS block,
        i % block_size AS place
    FROM ${from}
)
