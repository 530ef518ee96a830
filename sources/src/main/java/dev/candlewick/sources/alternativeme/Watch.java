package dev.candlewick.sources.alternativeme;

/**
 * Since when a reading counts as known, which depends on whether anybody was watching.
 *
 * <p>The source tells time: up to {@code clock} it has said that nothing else was known. What was
 * published while it was telling time, but arrived later, is known from its arrival; that time is
 * spent. What was published while the source was not running, before the first start or between a
 * checkpoint and the restore, can still take the place it had: nobody saw it arrive.
 *
 * @param clock how far time has been told
 * @param unseenFrom the last span in which the source was not running...
 * @param unseenTo ...both ends excluded
 * @param caughtUp whether an answer has come since that span; whatever comes later is new
 */
record Watch(long clock, long unseenFrom, long unseenTo, boolean caughtUp) {

    static final Watch NEVER = new Watch(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, false);

    /** A reader begins. A span for which no answer has come yet goes on. */
    Watch onStart(long now) {
        return new Watch(clock, caughtUp ? clock : unseenFrom, Math.max(now, clock), false);
    }

    /** The time at which something arrives; always after the time told so far. */
    long arrival(long now) {
        return Math.max(now, clock + 1);
    }

    /**
     * From when on a reading is known.
     *
     * @param published when it should have been published
     */
    long knownAt(long published, long arrival) {
        boolean unseen = !caughtUp && published > unseenFrom && published < unseenTo;
        return unseen ? published : arrival;
    }

    Watch onAnswer() {
        return new Watch(clock, unseenFrom, unseenTo, true);
    }

    /** Time is told. */
    Watch tell(long now) {
        return new Watch(Math.max(now, clock), unseenFrom, unseenTo, caughtUp);
    }
}
