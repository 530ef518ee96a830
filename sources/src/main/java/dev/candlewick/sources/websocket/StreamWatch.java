package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;
import java.util.Optional;

/**
 * Watches the streams whose silence means something. A subscribed book is sent every few seconds
 * even when it has not changed; trades may rightly be silent for long, so they are watched only
 * where there is no book, and loosely. Not thread-safe.
 */
final class StreamWatch {

    private static final String BOOK = "l2Book";
    private static final String TRADES = "trades";

    private final boolean hasBooks;
    private final FreshnessWatch watch;

    /**
     * What to do about a silent stream.
     *
     * @param isDeath whether the connection has to be given up: a book that was sent and then
     *     stopped. Anything else is subscribed anew, which costs nobody else anything
     */
    record Silence(String symbol, String type, boolean isDeath) {}

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
        if (acknowledgement.symbol() != null && watchedType().equals(acknowledgement.type())) {
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

    Optional<Silence> takeSilence(long now) {
        return watch.takeSilent(now)
                .map(s -> new Silence(s.coin(), watchedType(), hasBooks && s.hasBegun()));
    }

    private String watchedType() {
        return hasBooks ? BOOK : TRADES;
    }
}
