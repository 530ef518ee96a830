package dev.candlewick.sources.alternativeme;

/** Thrown for a row that is refused; it never leaves the decoder. */
final class BadRow extends Exception {

    private final Reason reason;

    BadRow(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
