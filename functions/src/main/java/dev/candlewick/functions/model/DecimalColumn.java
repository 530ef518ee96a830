package dev.candlewick.functions.model;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Decimals that share a scale, as whole numbers of 64 bits; as {@link BigDecimal}s where one of
 * them has too many digits. Immutable: its arrays belong to it.
 */
public final class DecimalColumn {
    private static final int MAX_SCALE = 18;
    private static final long[] POWERS = powers();

    private final int scale;
    private final long[] unscaled;
    private final BigDecimal[] wide;

    /** Each value is {@code unscaled[i] / 10^scale}. */
    DecimalColumn(int scale, long[] unscaled) {
        this.scale = scale;
        this.unscaled = unscaled;
        this.wide = null;
    }

    DecimalColumn(BigDecimal[] wide) {
        this.scale = 0;
        this.unscaled = null;
        this.wide = wide;
    }

    /** A column of one value, with the scale that the value has. */
    static DecimalColumn of(BigDecimal value) {
        return fits(value)
                ? new DecimalColumn(value.scale(), new long[] {value.unscaledValue().longValue()})
                : new DecimalColumn(new BigDecimal[] {value});
    }

    /** Whether a value can stand in a column of whole numbers of its own scale. */
    static boolean fits(BigDecimal value) {
        return value.scale() >= 0
                && value.scale() <= MAX_SCALE
                && value.unscaledValue().bitLength() < Long.SIZE;
    }

    /** A power of ten that fits into 64 bits. */
    static long powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    public int length() {
        return wide == null ? unscaled.length : wide.length;
    }

    /** Whether a value has too many digits for {@link #unscaled}. */
    public boolean isWide() {
        return wide != null;
    }

    /** The scale of all values of a column that is not wide. */
    public int scale() {
        return scale;
    }

    /** A value times {@code 10^scale}, of a column that is not wide. */
    public long unscaled(int i) {
        return unscaled[i];
    }

    long[] unscaled() {
        return unscaled;
    }

    /** The exact value; its scale may be larger than that of the decimal it was made of. */
    public BigDecimal value(int i) {
        return wide == null ? BigDecimal.valueOf(unscaled[i], scale) : wide[i];
    }

    /** The nearest double. */
    public double doubleValue(int i) {
        if (wide != null) {
            return wide[i].doubleValue();
        }
        return doubleOf(unscaled[i]);
    }

    /** Puts the nearest double of each value into an array, from a place on. */
    public void copyDoubles(double[] into, int from) {
        if (wide != null || !areAllExact()) {
            for (int i = 0; i < length(); i++) {
                into[from + i] = doubleValue(i);
            }
            return;
        }
        double power = POWERS[scale];
        for (int i = 0; i < unscaled.length; i++) {
            into[from + i] = unscaled[i] / power;
        }
    }

    /** Whether each is exact as a double; in one pass without branches. */
    private boolean areAllExact() {
        long bits = 0;
        for (long value : unscaled) {
            bits |= value ^ (value >> (Long.SIZE - 1));
        }
        return bits < 1L << 53;
    }

    private double doubleOf(long value) {
        // Both are exact as doubles, so that one division rounds correctly.
        boolean exact = -(1L << 53) <= value && value <= 1L << 53;
        return exact
                ? value / (double) POWERS[scale]
                : BigDecimal.valueOf(value, scale).doubleValue();
    }

    /** -1, 0 or 1 as a value is below 0, 0 or above it. */
    int signum(int i) {
        return wide == null ? Long.signum(unscaled[i]) : wide[i].signum();
    }

    /** The double that is nearest to a value less the one beside it in a column of its kind. */
    double differenceAsDouble(DecimalColumn column, int i) {
        if (wide != null || column.wide != null || scale != column.scale) {
            return value(i).subtract(column.value(i)).doubleValue();
        }
        return doubleOf(unscaled[i] - column.unscaled[i]);
    }

    /** The values at some places, in the order of the places. */
    DecimalColumn select(int[] places) {
        return wide == null
                ? new DecimalColumn(
                        scale, Arrays.stream(places).mapToLong(i -> unscaled[i]).toArray())
                : new DecimalColumn(
                        Arrays.stream(places).mapToObj(i -> wide[i]).toArray(BigDecimal[]::new));
    }

    /** Columns are equal that have the same values at the same places, whatever their scales. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DecimalColumn column) || length() != column.length()) {
            return false;
        }
        for (int i = 0; i < length(); i++) {
            if (value(i).compareTo(column.value(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length(); i++) {
            hash = 31 * hash + value(i).stripTrailingZeros().hashCode();
        }
        return hash;
    }

    private static long[] powers() {
        long[] powers = new long[MAX_SCALE + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
