package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.feed.FrameDecoder;
import java.util.function.Consumer;

/**
 * An exchange, and what is subscribed there: all that the WebSocket source does not know itself.
 */
public interface Venue extends FrameDecoder.Factory {

    /**
     * @param out takes what only a session knows: {@link FeedSignal.Drained}, {@link
     *     FeedSignal.Quarantined}
     */
    Session session(FeedSettings settings, FeedTime feedTime, Consumer<FeedSignal> out);

    /** What the exchange allows one IP address. */
    ExchangeLimits limits();

    /** Whether streams are subscribed that belong to no coin. */
    boolean hasSharedStreams();

    /**
     * Checks what is to be subscribed.
     *
     * @throws IllegalStateException if the exchange would refuse it
     */
    void check(int symbols, ExchangeLimits limits);
}
