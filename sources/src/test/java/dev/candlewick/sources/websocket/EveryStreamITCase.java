package dev.candlewick.sources.websocket;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.StreamType.Shape;
import dev.candlewick.sources.hyperliquid.wire.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that the exchange has, subscribed at once over two connections. */
@Timeout(300)
class EveryStreamITCase {

    private static final List<StreamType> ACCOUNT_STREAMS =
            StreamType.ofShape(Shape.OF_USER, Shape.OF_USER_AND_COIN);

    private static final List<String> COINS = List.of("BTC", "ETH", "SOL", "WLFI");
    private static final String ALICE = "0x00000000000000000000000000000000000000a1";
    private static final String BOB = "0x00000000000000000000000000000000000000b0";
    private static final Set<String> NAMELESS = Set.of("notification", "orderUpdates", "user");

    private static final Tape TWO_MINUTES =
            Tape.recorded()
                    .cut(
                            Instant.parse("2025-09-04T20:00:00Z"),
                            Instant.parse("2025-09-04T20:02:00Z"));

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @Test
    void everyStreamArrivesAndNothingIsRefused() throws Exception {
        List<Subscription> streams = streamsOfNoCoin();
        CollectingSink sink = new CollectingSink();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(TWO_MINUTES)
                        .extraCoins("@1")
                        .speed(20)
                        .build()
                        .start()) {
            run(exchange, sink, streams);

            assertThat(exchange.counters().received())
                    .filteredOn(frame -> frame.text().contains("\"subscribe\""))
                    .as("each subscription is acknowledged at once")
                    .hasSize(COINS.size() * 6 + streams.size());
        }
        List<FeedEvent> events = sink.events();
        assertThat(events).noneMatch(event -> event.kind() == Kind.REJECTED);
        assertThat(events).filteredOn(event -> event.kind() == Kind.ENDED).hasSize(COINS.size());
        marketDataIsThere(events);
        accountsAreThere(all(events, AccountEvent.class));
    }

    private static void marketDataIsThere(List<FeedEvent> events) {
        assertThat(all(events, BookSnapshot.class)).isNotEmpty();
        assertThat(all(events, BestOffers.class)).isNotEmpty();
        assertThat(all(events, MidPrice.class)).extracting(MidPrice::symbol).containsAll(COINS);
        assertThat(all(events, ExchangeCandle.class))
                .extracting(ExchangeCandle::interval)
                .contains("1m", "5m");
        List<AssetContext> contexts = all(events, AssetContext.class);
        assertThat(contexts).allMatch(context -> context.origin() == Origin.STREAM);
        for (String channel :
                List.of("activeAssetCtx", "fastAssetCtxs", "assetCtxs", "allDexsAssetCtxs")) {
            assertThat(contexts)
                    .filteredOn(context -> context.channel().equals(channel))
                    .extracting(AssetContext::symbol)
                    .containsAll(COINS);
        }
        assertThat(contexts)
                .filteredOn(context -> context.channel().equals("spotAssetCtxs"))
                .extracting(AssetContext::symbol)
                .contains("@1");
    }

    private static void accountsAreThere(List<AccountEvent> accounts) {
        for (String user : List.of(ALICE, BOB)) {
            assertThat(channelsOf(accounts, user))
                    .hasSize(ACCOUNT_STREAMS.size() - NAMELESS.size());
        }
        assertThat(channelsOf(accounts, null))
                .as("two addresses are subscribed and the frames name none")
                .contains("outcomeMetaUpdates")
                .containsAll(NAMELESS);
        assertThat(accounts)
                .filteredOn(event -> event.channel().equals("userFills"))
                .filteredOn(AccountEvent::snapshot)
                .extracting(AccountEvent::user)
                .containsExactlyInAnyOrder(ALICE, BOB);
    }

    private static Set<String> channelsOf(List<AccountEvent> accounts, String user) {
        return accounts.stream()
                .filter(event -> Objects.equals(event.user(), user))
                .map(AccountEvent::channel)
                .collect(toSet());
    }

    private static <T> List<T> all(List<FeedEvent> events, Class<T> type) {
        return events.stream()
                .filter(event -> event.kind() == Kind.DATA)
                .map(FeedEvent::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<Subscription> streamsOfNoCoin() {
        List<Subscription> streams = new ArrayList<>();
        for (StreamType stream : StreamType.ofShape(Shape.OF_ALL)) {
            streams.add(stream.of());
        }
        for (String user : List.of(ALICE, BOB)) {
            for (StreamType stream : ACCOUNT_STREAMS) {
                streams.add(
                        stream == StreamType.ACTIVE_ASSET_DATA
                                ? stream.of(user, "BTC")
                                : stream.of(user));
            }
        }
        return streams;
    }

    private static void run(
            ExchangeSimulator exchange, CollectingSink sink, List<Subscription> streams)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        env.enableCheckpointing(200);
        WebSocketSource source =
                WebSocketSource.builder(
                                HyperliquidFeed.of(
                                                Channel.BBO,
                                                Channel.BOOK,
                                                Channel.ASSET_CONTEXT,
                                                Channel.candle("1m"),
                                                Channel.candle("5m"))
                                        .withStreams(streams))
                        .url(exchange.url().toString())
                        .symbols(COINS)
                        .clock(FeedClock.EXCHANGE)
                        .endsOnCloseReason("end of tape")
                        .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "feed")
                .uid("feed")
                .sinkTo(sink)
                .uid("sink");
        env.executeAsync().getJobExecutionResult().get(4, TimeUnit.MINUTES);
    }
}
