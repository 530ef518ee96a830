package dev.candlewick.functions.model;

/**
 * How good the bars of one symbol, interval and day are.
 *
 * @param day since the epoch, UTC
 * @param drift the share of fields compared with the exchange that differ; null if none were
 * @param freshness how long after its close a bar came, in seconds, on average; null if unknown
 * @param computedAt by the clock of the feed
 */
public record DataQuality(
        String symbol,
        BarInterval interval,
        long day,
        Bars bars,
        Feed feed,
        Double drift,
        Double freshness,
        long computedAt,
        String runId) {

    /**
     * The newest bar of each window.
     *
     * @param missing windows without one
     * @param revisions bars that changed what was said of their window before
     */
    public record Bars(
            long complete, long quiet, long partial, long repaired, long missing, long revisions) {

        public long count() {
            return whole() + partial;
        }

        private long whole() {
            return complete + quiet + repaired;
        }

        /** The share of windows with a whole bar. */
        public double coverage() {
            return (double) whole() / Math.max(1, count() + missing);
        }
    }

    /** What the feed of the symbol lost and refused on that day. */
    public record Feed(
            long gapCount, double gapSeconds, long duplicates, long rejected, long late) {}

    /** From 0 to 1: the share of windows with a whole bar, less by the share that differs. */
    public double score() {
        return bars.coverage() * (drift == null ? 1 : 1 - drift);
    }
}
