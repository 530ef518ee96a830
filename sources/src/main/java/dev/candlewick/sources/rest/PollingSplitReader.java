package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WakeableSleep;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/**
 * Polls in the fetcher's thread: waits for the next attempt, the end of the one in flight, or the
 * next advance of event time, whichever comes first. Event time advances while a request is in
 * flight.
 */
final class PollingSplitReader<T, C> implements SplitReader<PollResult<T, C>, PollingSplit<C>> {

    private final HttpFetcher fetcher;
    private final TimeSource time;
    private final BiFunction<C, Moment, Poller<T, C>> pollers;
    private final boolean once;
    private final WakeableSleep sleep = new WakeableSleep();
    private String splitId;
    private Poller<T, C> poller;
    private CompletableFuture<HttpOutcome> inFlight;

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
    public void handleSplitsChanges(SplitsChange<PollingSplit<C>> change) {
        if (!(change instanceof SplitsAddition) || change.splits().size() != 1 || poller != null) {
            throw new UnsupportedOperationException("There is one split, but: " + change);
        }
        PollingSplit<C> split = change.splits().get(0);
        splitId = split.splitId();
        poller = pollers.apply(split.cursor(), Moment.of(time));
    }

    @Override
    public RecordsWithSplitIds<PollResult<T, C>> fetch() throws IOException {
        sleep.sleep(Duration.ofMillis(millisToWait(time.elapsedMillis())));
        RecordsBySplits.Builder<PollResult<T, C>> records = new RecordsBySplits.Builder<>();
        PollResult<T, C> result = nextStep();
        if (result != null) {
            records.add(splitId, result);
        }
        if (once && inFlight == null && poller.isOver()) {
            records.add(splitId, poller.end());
            records.addFinishedSplit(splitId);
        }
        return records.build();
    }

    private long millisToWait(long now) {
        long pollAt = inFlight == null ? poller.pollDueAt(now) : Long.MAX_VALUE;
        long dueAt = Math.min(pollAt, poller.tickDueAt());
        return dueAt == Long.MAX_VALUE ? dueAt : Math.max(0, dueAt - now);
    }

    /** Null if nothing is due: the reader was woken up, or started an attempt. */
    private PollResult<T, C> nextStep() {
        if (inFlight != null && inFlight.isDone()) {
            HttpOutcome outcome = inFlight.join();
            inFlight = null;
            return poller.finish(outcome, Moment.of(time));
        }
        Moment now = Moment.of(time);
        if (inFlight == null && now.elapsed() >= poller.pollDueAt(now.elapsed())) {
            // The clock may follow a result of the system's clock here: an arrival is never before
            // the time emitted so far.
            time.align();
            Optional<PollResult<T, C>> recalled = poller.recall(Moment.of(time));
            if (recalled.isPresent()) {
                return recalled.get();
            }
            begin(now);
        }
        return now.elapsed() >= poller.tickDueAt() ? poller.tick(now) : null;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // of a callback that cannot fail
    private void begin(Moment now) {
        poller.begin(now)
                .ifPresent(
                        query -> {
                            inFlight = fetcher.send(query);
                            inFlight.whenComplete((outcome, cancelled) -> sleep.wakeUp());
                        });
    }

    @Override
    public void wakeUp() {
        sleep.wakeUp();
    }

    @Override
    public void close() {
        if (inFlight != null) {
            inFlight.cancel(true);
        }
        fetcher.close();
    }
}
