package dev.candlewick.sinks.compaction;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long files stay that no new reader needs.
 *
 * @param now in milliseconds
 * @param keepReplaced for how long a query may go on with the files that it found when it began
 * @param oldestCheckpoint when the oldest retained checkpoint was completed; empty if there is none
 */
record Retention(long now, Duration keepReplaced, OptionalLong oldestCheckpoint) {

    /** No checkpoint takes longer: Flink gives it up after ten minutes by default. */
    private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(10);

    /** Far longer than a file is written, merged and committed. */
    private static final Duration LONGEST_COMMIT = Duration.ofDays(1);

    /** Whether no query reads a file any more that was replaced at a time. */
    boolean isUnread(long replacedAt) {
        return replacedAt + keepReplaced.toMillis() <= now;
    }

    /**
     * Whether no checkpoint refers to a file that was seen committed at a time: one that completed
     * so much later also began later.
     */
    boolean isUnclaimed(long seenAt) {
        return oldestCheckpoint.isEmpty()
                || seenAt + LONGEST_CHECKPOINT.toMillis() < oldestCheckpoint.getAsLong();
    }

    /** Whether a file whose last byte is of a time has been left behind by a run that died. */
    boolean isAbandoned(long writtenAt) {
        long end = writtenAt + LONGEST_COMMIT.toMillis();
        return end < now && (oldestCheckpoint.isEmpty() || end < oldestCheckpoint.getAsLong());
    }
}
