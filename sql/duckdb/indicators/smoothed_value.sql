pow(greatest(${keep}, 1e-30), place) * ${name}_sum
            + pow(greatest(${keep}, 1e-30), place + 1) * coalesce(${name}_left, 0) AS ${name}
