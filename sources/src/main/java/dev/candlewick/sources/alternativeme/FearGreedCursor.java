package dev.candlewick.sources.alternativeme;

import java.util.Set;

/**
 * The state between two polls.
 *
 * @param reported fingerprints of the rejections of the last answer, so that a bad row is not
 *     reported at every poll
 */
record FearGreedCursor(KnownDays days, Observation observation, Set<Long> reported) {

    static final FearGreedCursor START =
            new FearGreedCursor(KnownDays.NONE, Observation.NEVER, Set.of());

    FearGreedCursor {
        reported = Set.copyOf(reported);
    }

    FearGreedCursor with(Observation other) {
        return new FearGreedCursor(days, other, reported);
    }
}
