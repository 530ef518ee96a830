package dev.candlewick.sources.replay;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.FeedRouter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.recording.RecordedLine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One file of a recording, taken for the connection that it recorded. */
final class RecordedConnection implements FeedRouter.Output {

    private static final long UNTIMED = RecordedLine.UNTIMED;
    private static final long TICK = Duration.ofSeconds(1).toMillis() * 1_000;
    private static final FeedSignal TICKED = new FeedSignal.Tick();

    /** A recorder that slept has a burst of frames waiting for it, never a pause. */
    private static final long PAUSE = Duration.ofMillis(100).toMillis() * 1_000;

    private final ReplaySplitState recording;
    private final FeedRouter router;
    private final String path;
    private long frames;
    private long receivedAt;
    private long exchangeTime;
    private long exchangeTimeAt;
    private long tickedAt;
    private boolean ended;
    private String lane;
    private long segment;
    private Consumer<FeedEvent> out;

    RecordedConnection(ReplaySplit.FilePosition position, ReplaySplitState recording) {
        this.recording = recording;
        router = FeedRouter.ofRecording(recording.carried(), position.takesAll(), this);
        path = position.path();
        frames = position.frames();
        receivedAt = position.receivedAt();
        exchangeTime = position.exchangeTime();
        exchangeTimeAt = position.exchangeTimeAt();
        tickedAt = position.tickedAt();
        ended = position.isEnded();
        lane = position.lane();
        segment = position.segment();
    }

    ReplaySplit.FilePosition position() {
        return new ReplaySplit.FilePosition(
                path,
                frames,
                receivedAt,
                exchangeTime,
                exchangeTimeAt,
                tickedAt,
                router.takesAll(),
                ended,
                lane,
                segment);
    }

    FeedRouter router() {
        return router;
    }

    String path() {
        return path;
    }

    /** The receive time of the last frame. */
    long receivedAt() {
        return receivedAt;
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether the recorder says that something lies between the two files, or may. */
    boolean isApartFrom(RecordedConnection former) {
        return !(lane.equals(former.lane) && (lane.isEmpty() || segment == former.segment + 1));
    }

    /**
     * @param batch holds the signals of the frame at {@code [start, step.end())}
     */
    void onFrame(ReplayBatch batch, int start, ReplayBatch.Step step, Consumer<FeedEvent> events) {
        out = events;
        long at = step.receivedAt();
        beforeFrame(step.kind() == ReplayBatch.Kind.TIMED_FRAME, at);
        frames++;
        receivedAt = at;
        List<FeedSignal> signals = batch.signals();
        for (int i = start; i < step.end(); i++) {
            FeedSignal signal = signals.get(i);
            if (signal instanceof FeedSignal.Recording header) {
                lane = header.lane();
                segment = header.segment();
                recording.onHeader(header, this, at, out);
            }
            router.on(signal, at);
            if (signal.exchangeTime() > exchangeTime) {
                exchangeTime = signal.exchangeTime();
                exchangeTimeAt = at;
            }
        }
        if (at < tickedAt || at - TICK >= tickedAt) {
            tickedAt = at;
            router.on(TICKED, at);
        }
    }

    /**
     * The pause before this frame proves that the recorder had nothing left to read after the frame
     * before, so that event time may follow the receive times up to there. What the network still
     * held it does not tell: no symbol is carried past the newest exchange time of the connection.
     */
    private void beforeFrame(boolean isTimed, long at) {
        if (isTimed && exchangeTime != UNTIMED && at - receivedAt >= PAUSE) {
            long limit = exchangeTime + receivedAt - exchangeTimeAt;
            router.on(new FeedSignal.Drained(receivedAt, limit), receivedAt + PAUSE);
        }
    }

    /** Damage is a dead letter, and counts as a loss of the connection. */
    void onEnd(List<FeedSignal> damage, Consumer<FeedEvent> events) {
        out = events;
        ended = true;
        if (!damage.isEmpty()) {
            // First, for it names the reason of the gaps.
            router.on(new FeedSignal.Disconnected(path + " is damaged"), receivedAt);
            damage.forEach(signal -> router.on(signal, receivedAt));
        }
    }

    @Override
    public void tell(String symbol, FeedSignal signal, long at) {
        recording.tell(symbol, signal, this, at, out);
    }

    @Override
    public void tellAll(Set<String> symbols, FeedSignal signal, long at) {
        recording.tellAll(signal, this, at, out);
    }
}
