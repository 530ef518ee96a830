package dev.candlewick.functions.bars;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Arithmetic of decimals as whole numbers of 64 bits, and of 128 in two parts, and a scale. */
final class Scales {
    /** A symbol with more decimals than this is summed up as decimals. */
    static final int MAX = 9;

    private static final long[] POWERS = new long[MAX + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Scales() {}

    static long powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    /** What goes over into the upper half when an addend has given a lower half. */
    static long carry(long sum, long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    static BigDecimal decimal(long high, long low, int scale) {
        if (high == low >> (Long.SIZE - 1)) {
            return BigDecimal.valueOf(low, scale);
        }
        BigInteger lower = BigInteger.valueOf(low & Long.MAX_VALUE);
        lower = low < 0 ? lower.setBit(Long.SIZE - 1) : lower;
        return new BigDecimal(BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower), scale);
    }

    /** The number times a power of ten; negative if that has too many digits. */
    static long raised(long unscaled, int exponent) {
        long power = powerOfTen(exponent);
        return unscaled <= Long.MAX_VALUE / power ? unscaled * power : -1;
    }
}
