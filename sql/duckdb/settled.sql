coalesce(
        newest.is_final AND epoch_us(newest.close_time) + ${lateness} <= epoch_us(proof.proven_until),
        false
    ) AS settled
