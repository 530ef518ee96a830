package dev.candlewick.job.lock;

/** Another run holds the place; the message names it. */
public final class HeldException extends Exception {

    private static final long serialVersionUID = 1L;

    HeldException(String holder) {
        super(holder.isEmpty() ? "another run" : holder);
    }
}
