package dev.candlewick.job.settings;

import dev.candlewick.functions.model.Market;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The kinds of values that name symbols and addresses. */
final class SymbolTypes {

    private static final int LONGEST_SYMBOL = 64;

    private SymbolTypes() {}

    static Listed<String> symbols() {
        Scalar<String> symbol =
                new Scalar<>(
                        String.format(
                                Locale.ROOT,
                                "a symbol of 1 to %d visible characters, such as BTC, xyz:TSLA,"
                                        + " @107 or PURR/USDC",
                                LONGEST_SYMBOL),
                        Function.identity(),
                        SymbolTypes::isSymbol);
        return new Listed<>(symbol, "symbols exactly as the exchange writes them", true);
    }

    static Listed<String> users() {
        Scalar<String> user =
                new Scalar<>(
                        "an address of `0x` and 40 hexadecimal digits",
                        Function.identity(),
                        text -> text.matches("0x[0-9a-fA-F]{40}"));
        return new Listed<>(user, "addresses of `0x` and 40 hexadecimal digits", true);
    }

    /** Times by symbol, each as {@code SYMBOL=TIME}. */
    static ValueType<Map<String, Instant>> delistings() {
        Scalar<Map.Entry<String, Instant>> one =
                new Scalar<>(
                        "a symbol and a time, such as `FTM=2025-01-13T10:00:00Z`",
                        SymbolTypes::readDelisting,
                        entry -> isSymbol(entry.getKey()));
        Listed<Map.Entry<String, Instant>> listed =
                new Listed<>(one, "pairs such as `FTM=2025-01-13T10:00:00Z`", true);
        return new ValueType<>() {
            @Override
            public Map<String, Instant> parse(RawValue raw) throws InvalidValueException {
                Map<String, Instant> times = new LinkedHashMap<>();
                listed.parse(raw).forEach(entry -> times.put(entry.getKey(), entry.getValue()));
                return Collections.unmodifiableMap(times);
            }

            @Override
            public String expectation() {
                return listed.expectation();
            }
        };
    }

    /**
     * {@code DateTimeException} is wrapped, as a caller expects {@link IllegalArgumentException}.
     */
    private static Map.Entry<String, Instant> readDelisting(String text) {
        int at = text.lastIndexOf('=');
        if (at < 0) {
            throw new IllegalArgumentException("no time: " + text);
        }
        try {
            return Map.entry(text.substring(0, at), Instant.parse(text.substring(at + 1)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time: " + text, e);
        }
    }

    private static boolean isSymbol(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_SYMBOL
                && isVisible(text)
                && Market.hasNameLike(text);
    }

    /** What the sources would refuse: half of a surrogate pair is no character either. */
    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    static boolean isVisible(String text) {
        return text.chars().noneMatch(SymbolTypes::isInvisible);
    }
}
