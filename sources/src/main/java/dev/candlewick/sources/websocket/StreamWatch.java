package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;
import java.util.Optional;

/**
 * Watches the streams whose silence means something. A subscribed book is sent every few seconds
 * even when it has not changed; trades may rightly be silent for long, so they are watched only
 * where there is no book, and loosely. Not thread-safe.
 */
final class StreamWatch {

    private final boolean hasBooks;
    private final FreshnessWatch watch;

    StreamWatch(boolean hasBooks, ConnectionPolicy policy) {
        this.hasBooks = hasBooks;
        this.watch =
                new FreshnessWatch(
                        (hasBooks ? policy.bookFreshness() : policy.tradeFreshness()).toMillis());
    }

    void onOpen() {
        watch.onOpen();
    }

    void onBacklog(long now) {
        watch.onBacklog(now);
    }

    void forget(String symbol) {
        watch.forget(symbol);
    }

    void onAcknowledged(Message.Acknowledgement acknowledgement, long now) {
        String watched = hasBooks ? "l2Book" : "trades";
        if (acknowledgement.symbol() != null && watched.equals(acknowledgement.type())) {
            watch.expect(acknowledgement.symbol(), now);
        }
    }

    void onMessage(Message message, long now) {
        boolean watched =
                hasBooks
                        ? message instanceof Message.BookUpdate
                        : message instanceof Message.Trades;
        if (watched && message.symbol() != null) {
            watch.onData(message.symbol(), now);
        }
    }

    /** A coin whose book is dead, so that the connection must be. */
    Optional<String> takeStaleBook(long now) {
        return hasBooks ? watch.takeStale(now) : Optional.empty();
    }

    /** A coin whose trades are to be subscribed again, which costs nobody else anything. */
    Optional<String> takeStaleTrades(long now) {
        return hasBooks ? Optional.empty() : watch.takeStale(now);
    }
}
