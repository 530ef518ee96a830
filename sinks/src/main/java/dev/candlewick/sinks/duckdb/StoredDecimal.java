package dev.candlewick.sinks.duckdb;

import java.math.BigDecimal;

/**
 * The shortest decimal that a stored double stands for, as a whole number and a scale; used again
 * for the next. Most are of few digits, and of the scale of the one before.
 */
final class StoredDecimal {

    /** Of so many digits, no two decimals have the same double. */
    private static final double EXACT = 1e15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private long unscaled;
    private int scale;

    /** Whether the decimal of a value fits; otherwise it is {@link #wide}. */
    boolean fits(double value) {
        if (fits(value, scale)) {
            return true;
        }
        for (int other = 0; other < POWERS.length; other++) {
            if (fits(value, other)) {
                scale = other;
                return true;
            }
        }
        return false;
    }

    private boolean fits(double value, int decimals) {
        double whole = Math.rint(value * POWERS[decimals]);
        unscaled = (long) whole;
        return Math.abs(whole) < EXACT && whole / POWERS[decimals] == value;
    }

    long unscaled() {
        return unscaled;
    }

    int scale() {
        return scale;
    }

    static BigDecimal wide(double value) {
        return BigDecimal.valueOf(value);
    }
}
