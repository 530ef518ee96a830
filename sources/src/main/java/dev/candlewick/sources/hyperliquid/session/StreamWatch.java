package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import dev.candlewick.sources.websocket.connection.FreshnessWatch;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.util.Optional;

/**
 * Watches the streams whose silence means something. A subscribed book is sent every few seconds
 * even when it has not changed, and so are all mids, which are known to stop after days on a
 * connection that lives. Trades may rightly be silent for long, so they are watched only where
 * there is no book, and loosely. Not thread-safe.
 */
final class StreamWatch {

    private static final String BOOK = StreamType.BOOK.channel();
    private static final String MIDS = StreamType.ALL_MIDS.channel();
    private static final String TRADES = StreamType.TRADES.channel();

    private final boolean hasBooks;
    private final FreshnessWatch watch;
    private final FreshnessWatch mids;

    /**
     * What to do about a silent stream.
     *
     * @param isDeath whether the connection has to be given up: a book, or all mids, that were sent
     *     and then stopped. Anything else is resubscribed, which costs the other streams nothing
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

    void onAcknowledged(FeedSignal.Acknowledgement acknowledgement, long now) {
        if (acknowledgement.symbol() != null && watchedType().equals(acknowledgement.type())) {
            watch.expect(acknowledgement.symbol(), now);
        } else if (MIDS.equals(acknowledgement.type())) {
            mids.expect(WebSocketSplit.NO_COIN, now);
        }
    }

    void onSignal(FeedSignal signal, long now) {
        String channel =
                signal instanceof FeedSignal.Market market
                        ? market.channel()
                        : signal instanceof FeedSignal.Trades ? TRADES : null;
        if (MIDS.equals(channel)) {
            mids.onData(WebSocketSplit.NO_COIN, now);
        } else if (watchedType().equals(channel) && signal.symbol() != null) {
            watch.onData(signal.symbol(), now);
        }
    }

    Optional<Silence> takeSilence(long now) {
        return watch.takeSilent(now)
                .map(s -> new Silence(s.coin(), watchedType(), hasBooks && s.hasBegun()))
                .or(() -> mids.takeSilent(now).map(StreamWatch::silenceOfMids));
    }

    private static Silence silenceOfMids(FreshnessWatch.Silent mids) {
        return new Silence(WebSocketSplit.NO_COIN, MIDS, mids.hasBegun());
    }

    private String watchedType() {
        return hasBooks ? BOOK : TRADES;
    }
}
