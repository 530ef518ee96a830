package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.health.Condition;
import dev.candlewick.functions.health.HealthLog;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.websocket.connection.FrameQueue;
import dev.candlewick.sources.websocket.receiver.Backlog;
import dev.candlewick.sources.websocket.receiver.Receiver;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What a reader and its receiver count. Each count is updated by one thread, and read by any. */
final class FeedMetrics implements Receiver.Events {

    private static final String JOURNAL = "the frame journal ";
    private static final String FULL = "the size of the frame journal ";
    private static final String CLOCK = "the exchange's clock";
    private static final Pattern AHEAD =
            Pattern.compile(" is (\\d+): more than a minute after it was received at (\\d+)");

    private final HealthLog health = new HealthLog();
    private final SourceReaderMetricGroup group;
    private final TimeSource time;
    private final Counter frames;
    private final Counter bytes;
    private final Counter bytesIn;
    private final Counter disconnects;
    private final Counter rejected;
    private final Counter quarantined;
    private final Counter replayed;
    private final Counter journalDropped;
    private final Counter journalSuspended;
    private volatile long lastFrameAt;
    private boolean clockIsOff;

    FeedMetrics(SourceReaderMetricGroup group, TimeSource time) {
        this.group = group;
        this.time = time;
        lastFrameAt = time.elapsedMillis();
        frames = group.counter("framesReceived");
        bytes = group.counter("bytesReceived");
        // Flink's own count, which the web UI shows; it adds up what tasks exchange as well.
        bytesIn = group.getIOMetricGroup().getNumBytesInCounter();
        disconnects = group.counter("disconnects");
        rejected = group.getNumRecordsInErrorsCounter();
        quarantined = group.counter("quarantines");
        replayed = group.counter("journalLinesReplayed");
        journalDropped = group.counter("journalBytesDropped");
        journalSuspended = group.counter("journalFailures");
        health.shownIn(group);
        group.gauge("millisSinceLastFrame", () -> time.elapsedMillis() - lastFrameAt);
    }

    /**
     * How much waits: in memory, and in the journal for a reader that is behind.
     *
     * @param journal null if there is none
     */
    void show(Receiver receiver, FrameJournal journal) {
        FrameQueue queue = receiver.queue();
        Backlog backlog = receiver.backlog();
        group.gauge("queuedFrames", () -> queue.depth() + backlog.frames());
        group.gauge("queuedBytes", () -> queue.bytes() + backlog.bytes());
        group.gauge("journalBacklogBytes", () -> journal == null ? 0L : journal.unreadBytes());
        group.setPendingRecordsGauge(() -> (long) queue.depth() + backlog.frames());
        group.setPendingBytesGauge(() -> queue.bytes() + backlog.bytes());
    }

    @Override
    public void onFrame(int size) {
        frames.inc();
        bytes.inc(size);
        bytesIn.inc(size);
        lastFrameAt = time.elapsedMillis();
    }

    void on(FeedSignal signal) {
        if (clockIsOff && signal instanceof FeedSignal.Trades) {
            clockIsOff = false;
            health.end(CLOCK, now());
        }
        if (signal instanceof FeedSignal.Rejected refused) {
            rejected.inc();
            onRefused(refused.deadLetter());
        } else if (signal instanceof FeedSignal.Disconnected) {
            disconnects.inc();
        } else if (signal instanceof FeedSignal.Quarantined) {
            quarantined.inc();
        }
    }

    void onReplayed() {
        replayed.inc();
    }

    @Override
    public void onDropped(long size) {
        journalDropped.inc(size);
    }

    @Override
    public void onSuspended(String folder, String reason) {
        journalSuspended.inc();
        health.begin(
                new Condition(
                        JOURNAL + folder,
                        reason,
                        "The feed goes on without it: what is received now would be lost if this"
                                + " process died, and waits in memory only",
                        "free space there or make it writable; it is tried again every 30 s"),
                now());
    }

    @Override
    public void onResumed(String folder) {
        health.end(JOURNAL + folder, now());
    }

    @Override
    public void onFull(String folder, long maxBytes) {
        health.begin(
                new Condition(
                        FULL + folder,
                        "it holds " + maxBytes + " bytes, and what reads it is behind",
                        "The connection is closed until there is room, which is a gap",
                        "see what holds the run up; exchange.journal-size gives it more time"),
                now());
    }

    @Override
    public void onRoom(String folder) {
        health.end(FULL + folder, now());
    }

    /** Times ahead of ours are refused, so that one of them cannot run the bars into the future. */
    private void onRefused(DeadLetter letter) {
        Matcher ahead = AHEAD.matcher(letter.detail());
        if (!ahead.find()) {
            return;
        }
        long offset = Long.parseLong(ahead.group(1)) - Long.parseLong(ahead.group(2));
        clockIsOff = true;
        health.begin(
                new Condition(
                        CLOCK,
                        "its times are " + offset / 1_000 + " s ahead of this machine's",
                        "What it sends is refused, and is a gap",
                        "check the clock of this machine (timedatectl)"),
                now());
    }

    private long now() {
        return time.epochMicros() / 1_000;
    }
}
