package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.TimeSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/**
 * Polls in the fetcher's thread: waits for whatever is due first, the next attempt, the end of the
 * one under way, or a tick of time. While a slow server lets a request wait, time goes on.
 */
final class PollingSplitReader<T, C> implements SplitReader<PollStep<T, C>, CursorSplit<C>> {

    private final HttpFetcher fetcher;
    private final TimeSource time;
    private final BiFunction<C, Moment, Poller<T, C>> pollers;
    private final boolean once;
    private final Alarm alarm = new Alarm();
    private String splitId;
    private Poller<T, C> poller;
    private CompletableFuture<HttpOutcome> underWay;

    PollingSplitReader(
            HttpFetcher fetcher,
            TimeSource time,
            BiFunction<C, Moment, Poller<T, C>> pollers,
            boolean once) {
        this.fetcher = fetcher;
        this.time = time;
        this.pollers = pollers;
        this.once = once;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<CursorSplit<C>> change) {
        if (!(change instanceof SplitsAddition) || change.splits().size() != 1 || poller != null) {
            throw new UnsupportedOperationException("There is one split, but: " + change);
        }
        CursorSplit<C> split = change.splits().get(0);
        splitId = split.splitId();
        poller = pollers.apply(split.cursor(), Moment.of(time));
    }

    @Override
    public RecordsWithSplitIds<PollStep<T, C>> fetch() throws IOException {
        try {
            alarm.await(millisToWait(time.elapsedMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the next poll");
        }
        RecordsBySplits.Builder<PollStep<T, C>> records = new RecordsBySplits.Builder<>();
        PollStep<T, C> step = nextStep();
        if (step != null) {
            records.add(splitId, step);
        }
        if (once && underWay == null && poller.isOver()) {
            records.add(splitId, poller.end());
            records.addFinishedSplit(splitId);
        }
        return records.build();
    }

    private long millisToWait(long now) {
        long pollAt = underWay == null ? poller.pollDueAt(now) : Long.MAX_VALUE;
        long dueAt = Math.min(pollAt, poller.tickDueAt());
        return dueAt == Long.MAX_VALUE ? dueAt : Math.max(0, dueAt - now);
    }

    /** Null if nothing is due: somebody rang, or an attempt was begun. */
    private PollStep<T, C> nextStep() {
        if (underWay != null && underWay.isDone()) {
            HttpOutcome outcome = underWay.join();
            underWay = null;
            return poller.finish(outcome, Moment.of(time));
        }
        Moment now = Moment.of(time);
        if (underWay == null && now.elapsed() >= poller.pollDueAt(now.elapsed())) {
            begin(now);
        }
        return now.elapsed() >= poller.tickDueAt() ? poller.tick(now) : null;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // of a callback that cannot fail
    private void begin(Moment now) {
        // A step of the system's clock may be taken over now: what arrives is never before the time
        // told so far.
        time.align();
        poller.begin(now)
                .ifPresent(
                        query -> {
                            underWay = fetcher.send(query);
                            underWay.whenComplete((outcome, cancelled) -> alarm.ring());
                        });
    }

    @Override
    public void wakeUp() {
        alarm.ring();
    }

    @Override
    public void close() {
        if (underWay != null) {
            underWay.cancel(true);
        }
        fetcher.close();
    }
}
