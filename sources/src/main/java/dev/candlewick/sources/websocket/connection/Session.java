package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.feed.FeedSignal;
import java.util.List;
import java.util.Optional;

/**
 * The conversation with an exchange while a connection is open: subscriptions, pings, and how to
 * tell that the connection is dead. What is wanted outlives the connection. Not thread-safe.
 *
 * <p>Instants are those of {@link dev.candlewick.sources.net.TimeSource#elapsedMillis}.
 */
public interface Session {

    /** Subscribes to all streams of a split from now on. */
    void want(String split);

    void forget(String split);

    boolean wantsNothing();

    void onOpen(long now);

    /** This side is behind with reading, so that silence is not the exchange's fault. */
    void onBacklog(long now);

    /** Why the connection has to be given up; empty while it is alive. */
    Optional<String> troubleAt(long now);

    /** The frames to send now; they count as sent. */
    List<String> due(long now);

    /** A frame says this; the session may answer with signals of its own. */
    void onSignal(FeedSignal signal, long now);

    /** Whether the exchange has acknowledged anything on this connection. */
    boolean isProven();

    /** The exchange, or the network, has ended the connection. */
    void onLost(String why, long now);

    /** This side gives the connection up. */
    void onGivenUp();
}
