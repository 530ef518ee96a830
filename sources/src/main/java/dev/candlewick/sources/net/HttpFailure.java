package dev.candlewick.sources.net;

/** A request that got no answer. */
public record HttpFailure(Kind kind, String detail) implements HttpOutcome {

    /** What stood in the way. */
    public enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE,
        TIMEOUT,
        /** The answer was longer than the limit. */
        TOO_LARGE
    }

    @Override
    public String describe() {
        return switch (kind) {
            case UNREACHABLE -> "unreachable: " + detail;
            case TIMEOUT -> "no answer in time: " + detail;
            case TOO_LARGE -> "answer too large: " + detail;
        };
    }
}
