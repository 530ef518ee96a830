package dev.candlewick.functions.model;

import java.math.BigDecimal;
import java.util.Arrays;

/** Gathers decimals; goes over to a larger scale, and to wide values, when one needs it. */
final class DecimalColumnBuilder {
    private int scale;
    private long[] unscaled;
    private BigDecimal[] wide;
    private int length;

    DecimalColumnBuilder(int capacity) {
        unscaled = new long[capacity];
    }

    void add(BigDecimal value) {
        if (DecimalColumn.fits(value)) {
            add(value.unscaledValue().longValue(), value.scale());
        } else {
            widen();
            addWide(value);
        }
    }

    /** Adds {@code value / 10^valueScale}; the scale is at most 18. */
    void add(long value, int valueScale) {
        if (wide != null) {
            addWide(BigDecimal.valueOf(value, valueScale));
            return;
        }
        if (valueScale == scale && length > 0) {
            unscaled = grown(unscaled, length);
            unscaled[length++] = value;
            return;
        }
        try {
            if (length == 0) {
                scale = valueScale;
            } else if (valueScale > scale) {
                rescale(valueScale);
            }
            long scaled = Math.multiplyExact(value, DecimalColumn.powerOfTen(scale - valueScale));
            unscaled = grown(unscaled, length);
            unscaled[length++] = scaled;
        } catch (ArithmeticException tooLarge) {
            widen();
            addWide(BigDecimal.valueOf(value, valueScale));
        }
    }

    /** Adds all values of a column. */
    void addAll(DecimalColumn column) {
        if (wide == null && !column.isWide() && (length == 0 || column.scale() == scale)) {
            int count = column.length();
            if (length + count > unscaled.length) {
                unscaled = Arrays.copyOf(unscaled, Math.max(2 * length, length + count));
            }
            System.arraycopy(column.unscaled(), 0, unscaled, length, count);
            scale = column.scale();
            length += count;
        } else {
            for (int i = 0; i < column.length(); i++) {
                if (column.isWide()) {
                    add(column.value(i));
                } else {
                    add(column.unscaled(i), column.scale());
                }
            }
        }
    }

    /** The values so far; the builder is empty afterwards. */
    DecimalColumn build() {
        DecimalColumn column =
                wide == null
                        ? new DecimalColumn(scale, Arrays.copyOf(unscaled, length))
                        : new DecimalColumn(Arrays.copyOf(wide, length));
        length = 0;
        scale = 0;
        wide = null;
        return column;
    }

    /** Changes nothing if a value would be too large. */
    private void rescale(int newScale) {
        long factor = DecimalColumn.powerOfTen(newScale - scale);
        long least = 0;
        long most = 0;
        for (int i = 0; i < length; i++) {
            least = Math.min(least, unscaled[i]);
            most = Math.max(most, unscaled[i]);
        }
        Math.multiplyExact(least, factor);
        Math.multiplyExact(most, factor);
        for (int i = 0; i < length; i++) {
            unscaled[i] *= factor;
        }
        scale = newScale;
    }

    private void addWide(BigDecimal value) {
        if (length == wide.length) {
            wide = Arrays.copyOf(wide, 2 * length);
        }
        wide[length++] = value;
    }

    private void widen() {
        if (wide == null) {
            wide = new BigDecimal[unscaled.length];
            for (int i = 0; i < length; i++) {
                wide[i] = BigDecimal.valueOf(unscaled[i], scale);
            }
        }
    }

    private static long[] grown(long[] values, int length) {
        return length == values.length ? Arrays.copyOf(values, 2 * length) : values;
    }
}
