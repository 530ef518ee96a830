package dev.candlewick.job.local;

import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.functions.sentiment.BuildSentiment;
import dev.candlewick.functions.sentiment.JoinSignals;
import dev.candlewick.sources.replay.ReplaySource;

/**
 * What the market data job has counted.
 *
 * @param messages frames of a socket, or of recordings
 * @param bytes of the frames of a socket
 * @param conflicts trades under the id of another one
 * @param rejected frames, and answers of the sentiment index
 */
public record JobCounts(
        long messages,
        long bytes,
        long trades,
        long duplicates,
        long conflicts,
        long rejected,
        long late,
        GapCounts gaps,
        VerdictCounts verdicts,
        long signals,
        long signalsWithoutReading,
        ArchiveCounts archive) {

    private static final String FRAMES_RECEIVED = "framesReceived";
    private static final String BYTES_RECEIVED = "bytesReceived";

    public static JobCounts of(Counts counts) {
        return new JobCounts(
                messages(counts),
                counts.totalOfSources(BYTES_RECEIVED),
                counts.total(AdmitTrades.TRADES),
                counts.total(AdmitTrades.DUPLICATES),
                counts.total(AdmitTrades.CONFLICTS),
                counts.total(RouteFeed.REJECTIONS) + counts.total(BuildSentiment.REJECTIONS),
                counts.total(AdmitTrades.LATE),
                GapCounts.of(counts),
                VerdictCounts.of(counts),
                counts.total(JoinSignals.SIGNALS),
                counts.total(JoinSignals.WITHOUT_READING),
                ArchiveCounts.of(counts));
    }

    /** Frames of a socket, or of recordings. */
    public static long messages(Counts counts) {
        return counts.totalOfSources(FRAMES_RECEIVED)
                + counts.totalOfSources(ReplaySource.FRAMES_READ);
    }
}
