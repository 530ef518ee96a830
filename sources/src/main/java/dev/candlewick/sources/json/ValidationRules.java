package dev.candlewick.sources.json;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * The rules for input values. The exchange's tick-size rule is left out: real trades break it.
 *
 * @param bound higher prices are rejected
 * @param boundedByReceipt whether a time more than a minute after its receipt is rejected; only
 *     where receive times come from a clock of their own, not from the exchange times themselves
 */
public record ValidationRules(PriceBound bound, boolean boundedByReceipt) implements Serializable {

    private static final long EARLIEST = micros("2018-01-01T00:00:00Z");
    private static final long LATEST = micros("2100-01-01T00:00:00Z");
    private static final long MAX_AHEAD_OF_RECEIPT = Duration.ofMinutes(1).toMillis() * 1_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final BigDecimal MAX_SIZE = new BigDecimal("1e18").setScale(0);
    private static final int MAX_SYMBOL_LENGTH = 64;

    public ValidationRules(BigDecimal maxPrice, boolean boundedByReceipt) {
        this(PriceBound.of(maxPrice), boundedByReceipt);
    }

    /** As it is now. */
    public BigDecimal maxPrice() {
        return bound.highest();
    }

    public BigDecimal price(String field, BigDecimal price) throws Rejection {
        BigDecimal maxPrice = maxPrice();
        if (price.signum() <= 0 || !Decimals.isBounded(price) || price.compareTo(maxPrice) > 0) {
            throw new Rejection(
                    Reason.PRICE_OUT_OF_RANGE,
                    "%s is %s: a price lies above 0 and at most at %s",
                    field,
                    price,
                    maxPrice.toPlainString());
        }
        return price;
    }

    public static BigDecimal size(String field, BigDecimal size) throws Rejection {
        if (size.signum() == 0) {
            throw new Rejection(
                    Reason.SIZE_OUT_OF_RANGE, "%s is %s: a size lies above 0", field, size);
        }
        return amount(field, size);
    }

    public static BigDecimal amount(String field, BigDecimal amount) throws Rejection {
        if (amount.signum() < 0) {
            throw new Rejection(
                    Reason.SIZE_OUT_OF_RANGE, "%s is %s: it must not be negative", field, amount);
        }
        return figure(field, amount);
    }

    public static BigDecimal figure(String field, BigDecimal figure) throws Rejection {
        if (!Decimals.isBounded(figure) || figure.abs().compareTo(MAX_SIZE) > 0) {
            throw new Rejection(
                    Reason.SIZE_OUT_OF_RANGE,
                    "%s is %s: beyond any figure of an exchange",
                    field,
                    figure);
        }
        return figure;
    }

    /** Turns the exchange's milliseconds into microseconds. */
    public long time(String field, long millis, long receivedAt) throws Rejection {
        if (millis < EARLIEST / MICROS_PER_MILLI || millis >= LATEST / MICROS_PER_MILLI) {
            throw new Rejection(
                    Reason.TIME_OUT_OF_RANGE,
                    "%s is %d: no time in milliseconds from 2018 on",
                    field,
                    millis);
        }
        long micros = millis * MICROS_PER_MILLI;
        if (boundedByReceipt && micros > receivedAt + MAX_AHEAD_OF_RECEIPT) {
            throw new Rejection(
                    Reason.TIME_OUT_OF_RANGE,
                    "%s is %d: more than a minute after it was received at %d",
                    field,
                    millis,
                    receivedAt / MICROS_PER_MILLI);
        }
        return micros;
    }

    /** Whether {@link #time} would take it. */
    public boolean allowsTime(long millis, long receivedAt) {
        return millis >= EARLIEST / MICROS_PER_MILLI
                && millis < LATEST / MICROS_PER_MILLI
                && !(boundedByReceipt
                        && millis * MICROS_PER_MILLI > receivedAt + MAX_AHEAD_OF_RECEIPT);
    }

    /**
     * Whether two orders that met have this id. The exchange gives 0 to what pays an account out
     * without a counterpart, such as dust; it gives no negative ids.
     */
    public static boolean isTradeId(long id) {
        return id > 0;
    }

    public static long tradeId(String field, long id) throws Rejection {
        if (!isTradeId(id)) {
            throw new Rejection(
                    Reason.TRADE_ID_OUT_OF_RANGE,
                    "%s is %d: the id of a trade lies above 0",
                    field,
                    id);
        }
        return id;
    }

    public static String symbol(String field, String symbol) throws Rejection {
        if (symbol.isEmpty() || symbol.length() > MAX_SYMBOL_LENGTH) {
            throw new Rejection(
                    Reason.BAD_SYMBOL,
                    "%s has %d characters: a symbol has 1 to %d",
                    field,
                    symbol.length(),
                    MAX_SYMBOL_LENGTH);
        }
        for (int i = 0; i < symbol.length(); i++) {
            if (!isPrintable(symbol.charAt(i))) {
                Rejection refused =
                        new Rejection(
                                Reason.BAD_SYMBOL,
                                "%s has a control character, U+%04X, at place %d",
                                field,
                                (int) symbol.charAt(i),
                                i);
                // A whole name that can't be used is no other symbol's name that was damaged.
                throw isLegible(symbol) ? refused.about(symbol) : refused;
            }
        }
        return symbol;
    }

    /** Half of a surrogate pair counts as unprintable: no name of an asset needs a pair. */
    private static boolean isPrintable(int character) {
        if (character < 0x7F) {
            return character >= ' ';
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static boolean isLegible(String symbol) {
        return symbol.codePoints().allMatch(ValidationRules::isPrintable);
    }

    private static long micros(String instant) {
        return Instant.parse(instant).toEpochMilli() * MICROS_PER_MILLI;
    }
}
