package dev.candlewick.sources.alternativeme;

/**
 * Since when a reading counts as known, which depends on whether the source was running.
 *
 * <p>Up to {@code clock} the source has announced that nothing else was known. A reading that was
 * published while it ran, but arrived later, is known from its arrival. A reading that was
 * published while it did not run, before the first start or between a checkpoint and the restore,
 * is known from its publication: its arrival was not observed.
 *
 * @param clock how far event time has advanced
 * @param unseenFrom the last span in which the source was not running...
 * @param unseenTo ...both ends excluded
 * @param caughtUp whether an answer has arrived since that span; later values are new
 */
record Observation(long clock, long unseenFrom, long unseenTo, boolean caughtUp) {

    static final Observation NEVER =
            new Observation(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, false);

    /** A reader starts. A span without an answer so far continues. */
    Observation onStart(long now) {
        return new Observation(clock, caughtUp ? clock : unseenFrom, Math.max(now, clock), false);
    }

    /** The time of an arrival; always after the clock. */
    long arrival(long now) {
        return Math.max(now, clock + 1);
    }

    /** From when on a reading is known that should have been published at an instant. */
    long knownAt(long published, long arrival) {
        boolean unseen = !caughtUp && published > unseenFrom && published < unseenTo;
        return unseen ? published : arrival;
    }

    Observation onAnswer() {
        return new Observation(clock, unseenFrom, unseenTo, true);
    }

    /** Event time advances. */
    Observation advanceTo(long now) {
        return new Observation(Math.max(now, clock), unseenFrom, unseenTo, caughtUp);
    }
}
