package dev.candlewick.sources.alternativeme;

import java.util.Set;

/**
 * All that has to be known between two polls.
 *
 * @param reported fingerprints of what the last answer was refused for, so that a bad row is not
 *     reported at every poll
 */
record FearGreedCursor(KnownDays days, Watch watch, Set<Long> reported) {

    static final FearGreedCursor START = new FearGreedCursor(KnownDays.NONE, Watch.NEVER, Set.of());

    FearGreedCursor {
        reported = Set.copyOf(reported);
    }

    FearGreedCursor with(Watch other) {
        return new FearGreedCursor(days, other, reported);
    }
}
