package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.ValidationRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The texts of symbols by their bytes, so that each is made once. Not thread-safe. */
public final class SymbolCache {
    private static final int SIZE = 1_024;

    private final byte[][] bytes = new byte[SIZE][];
    private final String[] texts = new String[SIZE];

    /** The symbol that stands at {@code [from, to)}; null if the rules of names refuse it. */
    public String of(byte[] frame, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + frame[i];
        }
        int place = (hash ^ (hash >>> 10)) & (SIZE - 1);
        byte[] cached = bytes[place];
        if (cached == null || !Arrays.equals(cached, 0, cached.length, frame, from, to)) {
            String text = new String(frame, from, to - from, StandardCharsets.US_ASCII);
            if (!isSymbol(text)) {
                return null;
            }
            bytes[place] = Arrays.copyOfRange(frame, from, to);
            texts[place] = text;
        }
        return texts[place];
    }

    private static boolean isSymbol(String text) {
        try {
            ValidationRules.symbol("coin", text);
            return true;
        } catch (Rejection refused) {
            return false;
        }
    }
}
