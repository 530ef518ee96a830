package dev.candlewick.sources.hyperliquid.wire;

/** A decimal that was read from digits and perhaps a point; used again for the next. */
public final class ScannedDecimal {
    /** What fits into 64 bits whatever the digits are. */
    public static final int MAX_DIGITS = 18;

    public long unscaled;
    public int scale;

    /**
     * Reads digits, and more of them after a point if there is one.
     *
     * @return the place after it; -1 if there is nothing of that form, or more than 17 digits
     */
    public int scan(byte[] bytes, int from) {
        int at = from;
        long value = 0;
        while (isDigit(bytes[at])) {
            value = value * 10 + (bytes[at++] - '0');
        }
        int digits = at - from;
        scale = 0;
        if (digits == 0 || digits >= MAX_DIGITS) {
            return -1;
        }
        if (bytes[at] == '.') {
            int point = at++;
            while (isDigit(bytes[at])) {
                value = value * 10 + (bytes[at++] - '0');
            }
            scale = at - point - 1;
            if (scale == 0 || digits + scale >= MAX_DIGITS) {
                return -1;
            }
        }
        unscaled = value;
        return at;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
