package dev.candlewick.sources.json;

import java.util.Locale;

/** Thrown for rejected input; it never leaves a decoder. */
public final class Rejection extends Exception {

    private final Reason reason;
    private final String symbol;

    public Rejection(Reason reason, String detail) {
        this(null, reason, detail);
    }

    public Rejection(Reason reason, String format, Object... values) {
        this(null, reason, String.format(Locale.ROOT, format, values));
    }

    private Rejection(String symbol, Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.symbol = symbol;
    }

    public Reason reason() {
        return reason;
    }

    /** The symbol of the rejected input; null if it could not be read. */
    public String symbol() {
        return symbol;
    }

    public Rejection about(String knownSymbol) {
        return new Rejection(knownSymbol, reason, getMessage());
    }

    /**
     * The same with a place in front of the detail. A detail that starts with a blank is about the
     * place itself, any other about a field in it.
     */
    public Rejection in(String place) {
        String detail = getMessage();
        boolean joined = detail.startsWith(" ") || detail.startsWith("[");
        return new Rejection(symbol, reason, place + (joined ? "" : ".") + detail);
    }
}
