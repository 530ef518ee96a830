package dev.candlewick.sources.json;

import java.math.BigDecimal;

/**
 * Reads decimals with the digits they came with. What it returns is bounded in length and in
 * exponent, so that no later arithmetic or printing can be made to explode.
 */
final class Decimals {

    private static final int MAX_LENGTH = 64;
    private static final int MAX_SCALE = 32;
    private static final int MAX_DIGITS_OF_A_LONG = 18;

    private Decimals() {}

    /** The decimal, or null if the text is none. */
    static BigDecimal parse(char[] text, int offset, int length) {
        if (length > MAX_LENGTH) {
            return null;
        }
        BigDecimal plain = parsePlain(text, offset, length);
        return plain != null ? plain : parseAny(text, offset, length);
    }

    /**
     * The form that the exchange sends, digits and perhaps a point, without the cost of the rest.
     */
    private static BigDecimal parsePlain(char[] text, int offset, int length) {
        int end = offset + length;
        int start = length > 0 && text[offset] == '-' ? offset + 1 : offset;
        if (end - start > MAX_DIGITS_OF_A_LONG || !isDigit(text, start, end)) {
            return null;
        }
        long unscaled = 0;
        int point = -1;
        for (int i = start; i < end; i++) {
            if (text[i] == '.' && point < 0) {
                point = i;
            } else if (isDigit(text, i, end)) {
                unscaled = unscaled * 10 + (text[i] - '0');
            } else {
                return null;
            }
        }
        int scale = point < 0 ? 0 : end - point - 1;
        return BigDecimal.valueOf(start > offset ? -unscaled : unscaled, scale);
    }

    private static BigDecimal parseAny(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!isDigit(text, i, offset + length) && "+-.eE".indexOf(text[i]) < 0) {
                return null;
            }
        }
        try {
            BigDecimal value = new BigDecimal(text, offset, length);
            return value.scale() < 0 && value.scale() >= -MAX_SCALE ? value.setScale(0) : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether no later arithmetic on the value can grow beyond reason. */
    static boolean isBounded(BigDecimal value) {
        return Math.abs((long) value.scale()) <= MAX_SCALE;
    }

    private static boolean isDigit(char[] text, int index, int end) {
        return index < end && text[index] >= '0' && text[index] <= '9';
    }
}
