package dev.candlewick.sources.hyperliquid;

/** Thrown inside the decoder for input that is refused; it never leaves the decoder. */
public final class Rejection extends Exception {

    private final Reason reason;
    private final String symbol;

    public Rejection(Reason reason, String detail) {
        this(reason, detail, null);
    }

    private Rejection(Reason reason, String detail, String symbol) {
        super(detail, null, false, false);
        this.reason = reason;
        this.symbol = symbol;
    }

    public Reason reason() {
        return reason;
    }

    /** The symbol that the refused input is about; null if it could not be read. */
    public String symbol() {
        return symbol;
    }

    public Rejection about(String knownSymbol) {
        return new Rejection(reason, getMessage(), knownSymbol);
    }

    /**
     * The same with the place inside the frame put before the detail. A detail that begins with a
     * blank speaks of the place itself, one that begins with a name of a field in it.
     */
    public Rejection in(String place) {
        String detail = getMessage();
        boolean joined = detail.startsWith(" ") || detail.startsWith("[");
        return new Rejection(reason, place + (joined ? "" : ".") + detail, symbol);
    }
}
