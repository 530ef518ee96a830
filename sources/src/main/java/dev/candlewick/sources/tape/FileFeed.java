package dev.candlewick.sources.tape;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.ConnectionFeed;
import dev.candlewick.sources.hyperliquid.Message;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One file of a tape, taken for the connection that it recorded. */
final class FileFeed {

    private static final long UNTIMED = TapeLine.UNTIMED;
    private static final long TICK = Duration.ofSeconds(1).toMillis() * 1_000;

    /** A recorder that slept has a burst of frames waiting for it, never a pause. */
    private static final long PAUSE = Duration.ofMillis(100).toMillis() * 1_000;

    private final ConnectionFeed connection = new ConnectionFeed();
    private final String path;
    private long frames;
    private long receivedAt;
    private long exchangeTime;
    private long exchangeTimeAt;
    private long tickedAt;
    private boolean ended;

    FileFeed(TapeSplit.FilePosition position) {
        path = position.path();
        frames = position.frames();
        receivedAt = position.receivedAt();
        exchangeTime = position.exchangeTime();
        exchangeTimeAt = position.exchangeTimeAt();
        tickedAt = position.tickedAt();
        ended = position.isEnded();
    }

    TapeSplit.FilePosition position() {
        return new TapeSplit.FilePosition(
                path, frames, receivedAt, exchangeTime, exchangeTimeAt, tickedAt, ended);
    }

    /** The symbols whose trades come from this file. */
    ConnectionFeed connection() {
        return connection;
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

    /**
     * The pause before this frame proves that the recorder had nothing left to read after the frame
     * before, so that event time may follow the receive times up to there. What the network still
     * held it does not tell: no symbol is carried past the newest exchange time of the connection.
     */
    void beforeFrame(TapeRecord.Frame frame, Consumer<FeedEvent> out) {
        if (frame.isTimed()
                && exchangeTime != UNTIMED
                && frame.receivedAt() - receivedAt >= PAUSE) {
            long limit = exchangeTime + receivedAt - exchangeTimeAt;
            connection.onCarry(receivedAt, limit, receivedAt + PAUSE, out);
        }
    }

    void afterFrame(TapeRecord.Frame frame, Consumer<FeedEvent> out) {
        frames++;
        receivedAt = frame.receivedAt();
        for (Message message : frame.messages()) {
            if (message.exchangeTime() > exchangeTime) {
                exchangeTime = message.exchangeTime();
                exchangeTimeAt = receivedAt;
            }
        }
        if (receivedAt < tickedAt || receivedAt - TICK >= tickedAt) {
            tickedAt = receivedAt;
            connection.onTick(receivedAt, out);
        }
    }

    /** Damage is told, and counts as a loss of the connection. */
    void onEnd(List<Message> damage, Consumer<FeedEvent> out) {
        ended = true;
        if (!damage.isEmpty()) {
            // First, for it names the reason of the gaps.
            connection.onDisconnected(receivedAt, path + " is damaged", out);
            connection.onMessages(damage, receivedAt, out);
        }
    }
}
