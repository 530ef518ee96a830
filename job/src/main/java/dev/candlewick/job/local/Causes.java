package dev.candlewick.job.local;

import java.util.Optional;

/** Says in a line why something failed. */
public final class Causes {

    private static final String CHECKPOINTS_FAIL =
            "Exceeded checkpoint tolerable failure threshold";

    private Causes() {}

    /**
     * What is known to be wrong, else the message of the innermost cause, with its kind where the
     * message alone says little.
     */
    public static String oneLine(Throwable failure) {
        return ofStore(failure)
                .map(trouble -> StoreTrouble.where(failure).orElseThrow() + ": " + trouble)
                .orElseGet(() -> innermost(failure));
    }

    /** What is wrong with an object store, if that is known to be the cause; not which object. */
    public static Optional<String> ofStore(Throwable failure) {
        return StoreTrouble.in(failure);
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        String first = message.lines().findFirst().orElse("").strip();
        if (first.startsWith(CHECKPOINTS_FAIL)) {
            return "checkpoints keep failing; look at checkpoints.path and lake.path: can they be"
                    + " written?";
        }
        return first.contains(" ") ? first : cause.getClass().getSimpleName() + ": " + first;
    }
}
