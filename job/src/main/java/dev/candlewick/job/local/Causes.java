package dev.candlewick.job.local;

/** Says in a line why something failed. */
public final class Causes {

    private Causes() {}

    /** The message of the innermost cause, with its kind where the message alone says little. */
    public static String oneLine(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        String first = message.lines().findFirst().orElse("").strip();
        return first.contains(" ") ? first : cause.getClass().getSimpleName() + ": " + first;
    }
}
