package dev.candlewick.sources.hyperliquid;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Tells from the bytes of a line whether it can be about a wanted coin, many times faster than JSON
 * is read. It errs on one side only: a line that it does not understand is read.
 */
final class CoinFilter {

    private static final byte[] KEY = "\"coin\"".getBytes(StandardCharsets.US_ASCII);

    private final Predicate<String> wanted;

    CoinFilter(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    boolean mayConcern(byte[] line) {
        boolean named = false;
        for (int at = indexOfKey(line, 0); at >= 0; at = indexOfKey(line, at)) {
            at = afterBlanks(line, at + KEY.length);
            int start = at < line.length && line[at] == ':' ? afterBlanks(line, at + 1) : -1;
            if (start < 0 || start >= line.length || line[start] != '"') {
                return true;
            }
            int end = endOfText(line, start + 1);
            if (end < 0 || wanted.test(text(line, start + 1, end))) {
                return true;
            }
            named = true;
            at = end;
        }
        return !named || !isWhole(line);
    }

    /** What a line of another coin was cut off is told, since something is wrong there. */
    private static boolean isWhole(byte[] line) {
        byte last = line[line.length - 1];
        return last == '}' || last == ']';
    }

    private static int indexOfKey(byte[] line, int from) {
        for (int i = from; i <= line.length - KEY.length; i++) {
            if (line[i] == '"' && line[i + 1] == 'c' && isKeyAt(line, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isKeyAt(byte[] line, int at) {
        for (int i = 2; i < KEY.length; i++) {
            if (line[at + i] != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    private static int afterBlanks(byte[] line, int from) {
        int at = from;
        while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** The place of the closing quote; -1 if there is none or something is escaped. */
    private static int endOfText(byte[] line, int from) {
        for (int i = from; i < line.length; i++) {
            if (line[i] == '"') {
                return i;
            }
            if (line[i] == '\\') {
                return -1;
            }
        }
        return -1;
    }

    private static String text(byte[] line, int start, int end) {
        return new String(line, start, end - start, StandardCharsets.UTF_8);
    }
}
