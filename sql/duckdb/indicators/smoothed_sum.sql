sum(${name}_term * pow(greatest(${keep}, 1e-30), -place)) OVER so_far AS ${name}_sum
