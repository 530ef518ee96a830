sum(${name}_sum * pow(greatest(${keep}, 1e-30), block_size * back - 1)) AS ${name}_left
