package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.feed.FrameDecoder;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.hyperliquid.wire.MessageDecoder;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.Subscription;
import dev.candlewick.sources.json.PriceBound;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.websocket.connection.ExchangeLimits;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.connection.Session;
import dev.candlewick.sources.websocket.connection.Venue;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Hyperliquid's WebSocket feed.
 *
 * @param channels subscribed for every coin besides its trades; exchange times on them move its
 *     time
 * @param streams subscribed once: of the whole exchange, or of an account
 */
public record HyperliquidFeed(List<Channel> channels, List<Subscription> streams) implements Venue {

    private static final ExchangeLimits LIMITS = new ExchangeLimits(10, 30, 2_000, 1_000, 10);

    public HyperliquidFeed {
        channels =
                new LinkedHashSet<>(channels)
                        .stream().filter(channel -> channel.type() != StreamType.TRADES).toList();
        streams = List.copyOf(new LinkedHashSet<>(streams));
    }

    /** The trades of every coin, and these channels. */
    public static HyperliquidFeed of(Channel... channels) {
        return new HyperliquidFeed(List.of(channels), List.of());
    }

    public HyperliquidFeed withStreams(Collection<Subscription> more) {
        return new HyperliquidFeed(channels, List.copyOf(more));
    }

    @Override
    public FrameDecoder decoder(
            String source, Origin origin, PriceBound bound, boolean boundedByReceipt) {
        MessageDecoder decoder =
                new MessageDecoder(source, origin, new ValidationRules(bound, boundedByReceipt));
        streams.forEach(decoder::expect);
        return decoder;
    }

    @Override
    public Session session(FeedSettings settings, FeedTime feedTime, Consumer<FeedSignal> out) {
        return new HyperliquidSession(this, settings, feedTime, out);
    }

    @Override
    public ExchangeLimits limits() {
        return LIMITS;
    }

    @Override
    public boolean hasSharedStreams() {
        return !streams.isEmpty();
    }

    /** Trades come first: only the trades sent again let a symbol's time move. */
    public List<Subscription> subscriptionsOf(String split) {
        if (split.equals(WebSocketSplit.NO_COIN)) {
            return streams;
        }
        List<Subscription> subscriptions = new ArrayList<>();
        subscriptions.add(StreamType.TRADES.of(split));
        channels.forEach(channel -> subscriptions.add(channel.of(split)));
        return subscriptions;
    }

    boolean hasBooks() {
        return channels.contains(Channel.BOOK);
    }

    @Override
    public void check(int symbols, ExchangeLimits limits) {
        int subscriptions = symbols * (1 + channels.size()) + streams.size();
        if (subscriptions > limits.subscriptions()) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "%d symbols with %d channels each and %d other streams are %d"
                                    + " subscriptions, but the exchange allows %d from one IP address",
                            symbols,
                            1 + channels.size(),
                            streams.size(),
                            subscriptions,
                            limits.subscriptions()));
        }
        long users =
                streams.stream()
                        .map(Subscription::user)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
        if (users > limits.users()) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The account streams of %d addresses are wanted, but the exchange"
                                    + " allows those of %d from one IP address",
                            users,
                            limits.users()));
        }
    }
}
