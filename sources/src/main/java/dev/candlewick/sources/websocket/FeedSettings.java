package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Subscription;
import dev.candlewick.sources.journal.JournalSettings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a reader has to know.
 *
 * @param channels subscribed for every coin besides its trades
 * @param streams subscribed once, since they belong to no coin
 * @param endReason a normal close that gives this reason ends the input; null if nothing does
 * @param journal null where frames are not journalled
 */
record FeedSettings(
        URI uri,
        List<Channel> channels,
        List<Subscription> streams,
        BigDecimal maxPrice,
        Duration outOfOrderness,
        FeedClock clock,
        String endReason,
        ConnectionPolicy policy,
        QueueBounds queue,
        ExchangeLimits limits,
        JournalSettings journal)
        implements Serializable {

    FeedSettings {
        channels = List.copyOf(channels);
        streams = List.copyOf(streams);
    }

    /** For logs and dead letters: without what may be secret in an address. */
    String address() {
        return uri.getScheme()
                + "://"
                + uri.getRawAuthority().replaceFirst(".*@", "")
                + uri.getPath();
    }

    /** Trades come first: only the trades sent again let a symbol's time move. */
    List<Subscription> subscriptionsOf(String symbol) {
        if (symbol.equals(SymbolSplit.NO_COIN)) {
            return streams;
        }
        List<Subscription> subscriptions = new ArrayList<>();
        subscriptions.add(Subscription.trades(symbol));
        channels.forEach(channel -> subscriptions.add(channel.of(symbol)));
        return subscriptions;
    }

    /** The same for one of so many readers, which share what the exchange allows. */
    FeedSettings shareOf(int readers) {
        return new FeedSettings(
                uri,
                channels,
                streams,
                maxPrice,
                outOfOrderness,
                clock,
                endReason,
                policy,
                queue,
                limits.shareOf(readers),
                journal);
    }

    boolean hasBooks() {
        return channels.stream().anyMatch(channel -> channel.type().equals("l2Book"));
    }

    long outOfOrdernessMicros() {
        return outOfOrderness.toMillis() * 1_000;
    }
}
