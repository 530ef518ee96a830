package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;
import java.util.Optional;

/**
 * Watches the streams whose silence means something. A subscribed book is sent every few seconds
 * even when it has not changed, and so are all mids, which are known to stop after days on a
 * connection that lives. Trades may rightly be silent for long, so they are watched only where
 * there is no book, and loosely. Not thread-safe.
 */
final class StreamWatch {

    private static final String BOOK = "l2Book";
    private static final String MIDS = "allMids";
    private static final String TRADES = "trades";

    private final boolean hasBooks;
    private final FreshnessWatch watch;
    private final FreshnessWatch mids;

    /**
     * What to do about a silent stream.
     *
     * @param isDeath whether the connection has to be given up: a book, or all mids, that were sent
     *     and then stopped. Anything else is subscribed anew, which costs nobody else anything
     */
    record Silence(String symbol, String type, boolean isDeath) {}

    StreamWatch(boolean hasBooks, ConnectionPolicy policy) {
        this.hasBooks = hasBooks;
        this.watch =
                new FreshnessWatch(
                        (hasBooks ? policy.bookFreshness() : policy.tradeFreshness()).toMillis());
        this.mids = new FreshnessWatch(policy.bookFreshness().toMillis());
    }

    void onOpen() {
        watch.onOpen();
        mids.onOpen();
    }

    void onBacklog(long now) {
        watch.onBacklog(now);
        mids.onBacklog(now);
    }

    void forget(String symbol) {
        watch.forget(symbol);
        mids.forget(symbol);
    }

    void onAcknowledged(Message.Acknowledgement acknowledgement, long now) {
        if (acknowledgement.symbol() != null && watchedType().equals(acknowledgement.type())) {
            watch.expect(acknowledgement.symbol(), now);
        } else if (MIDS.equals(acknowledgement.type())) {
            mids.expect(SymbolSplit.NO_COIN, now);
        }
    }

    void onMessage(Message message, long now) {
        String channel =
                message instanceof Message.Market market
                        ? market.channel()
                        : message instanceof Message.Trades ? TRADES : null;
        if (MIDS.equals(channel)) {
            mids.onData(SymbolSplit.NO_COIN, now);
        } else if (watchedType().equals(channel) && message.symbol() != null) {
            watch.onData(message.symbol(), now);
        }
    }

    Optional<Silence> takeSilence(long now) {
        return watch.takeSilent(now)
                .map(s -> new Silence(s.coin(), watchedType(), hasBooks && s.hasBegun()))
                .or(() -> mids.takeSilent(now).map(StreamWatch::silenceOfMids));
    }

    private static Silence silenceOfMids(FreshnessWatch.Silent mids) {
        return new Silence(SymbolSplit.NO_COIN, MIDS, mids.hasBegun());
    }

    private String watchedType() {
        return hasBooks ? BOOK : TRADES;
    }
}
