package dev.candlewick.job.local;

import java.util.Locale;
import java.util.Optional;

/** Tells a job that gets on from one that fails again and again in the same way. */
final class FailureLimit {

    /** With Flink's pauses between restarts this takes about ten seconds. */
    static final int SAME_FAILURES = 5;

    /** A state that cannot be restored does not get better by trying. */
    static final int FAILURES_BEFORE_RUNNING = 2;

    private String place = "";
    private long checkpoint = -1;
    private int same;

    /**
     * Counts a failure.
     *
     * @param why in a line
     * @param checkpoints how many have been completed so far: a job that completes some gets on
     * @param ran whether all tasks have run since the job was started
     * @return why there is no use in going on, if there is none
     */
    Optional<String> failed(Throwable failure, String why, long checkpoints, boolean ran) {
        String now = placeOf(failure);
        same = now.equals(place) && checkpoints == checkpoint ? same + 1 : 1;
        place = now;
        checkpoint = checkpoints;
        int limit = ran ? SAME_FAILURES : FAILURES_BEFORE_RUNNING;
        return same < limit
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "the job failed %d times in the same way, %s: %s",
                                same,
                                ran
                                        ? "without a checkpoint in between"
                                        : "before it had read anything",
                                why));
    }

    /** Messages may hold numbers and times; where it was thrown stays the same. */
    private static String placeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        return cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
