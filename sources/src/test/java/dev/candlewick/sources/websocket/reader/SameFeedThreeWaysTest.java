package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.net.JavaWebSocketTransport;
import dev.candlewick.sources.net.SystemTimeSource;
import dev.candlewick.sources.replay.ReplaySource;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same frames from a real socket, from the frame journal after a crash, and from {@code replay}
 * of what the reader recorded make the same events in the same order.
 */
@Timeout(300)
class SameFeedThreeWaysTest {

    private static final long NOW = System.currentTimeMillis();
    private static final List<String> COINS = List.of("BTC", "ETH", "NEVER");

    /** However busy the machine is, only the script decides what happens. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final ConnectionPolicy WITHOUT_DEADLINES =
            new ConnectionPolicy(
                    LONG, ConnectionPolicy.DEFAULT.reconnect(), LONG, LONG, LONG, LONG, LONG, LONG);
    private static final String EMPTY = "{\"channel\":\"trades\",\"data\":[]}";

    @TempDir private Path folder;
    private String address;

    @Test
    void theyMakeTheSameEventsInTheSameOrder() throws Exception {
        Path recordings = folder.resolve("recordings");
        JournalSettings journal =
                JournalSettings.of(folder.resolve("journal").toString(), 1 << 30, FsyncPolicy.NEVER)
                        .keepingTapesIn(recordings.toString());

        List<FeedEvent> live = live(journal);
        List<FeedEvent> replayed = replayed(recordings);
        List<FeedEvent> restored = restored(journal);

        for (String coin : COINS) {
            List<String> story = story(live, coin);
            assertThat(story(restored, coin)).as("%s from the journal", coin).isEqualTo(story);
            assertThat(story(replayed, coin)).as("%s replayed", coin).isEqualTo(story);
        }
        assertThat(story(live, "BTC"))
                .containsSubsequence(
                        "SUBSCRIBED",
                        "TRADE 1",
                        "DISCONNECTED unsubscribed",
                        "GAP open: unsubscribed",
                        "SUBSCRIBED",
                        "GAP healed by resend: unsubscribed",
                        "TRADE 4",
                        "GAP open: a damaged frame",
                        "TRADE 5",
                        "GAP healed by resend: unsubscribed",
                        "GAP open: a damaged frame",
                        "TRADE 6",
                        "DISCONNECTED closed with 1001: maintenance",
                        "CONNECTED");
        assertThat(story(live, "NEVER")).contains("SUBSCRIBED", "WHOLE").doesNotContain("GAP");
        for (List<FeedEvent> events : List.of(live, restored, replayed)) {
            assertThat(events).extracting(FeedEvent::symbol).doesNotContain("FOREIGN");
            assertThat(events).filteredOn(event -> event.kind() == Kind.REJECTED).hasSize(2);
        }
    }

    private static List<Object> script() {
        return List.of(
                // One after another, so that the empty resend can only be that of one coin.
                Wire.acknowledged("trades", "BTC"),
                Wire.trades("BTC", NOW, 1, 2),
                Wire.acknowledged("trades", "NEVER"),
                EMPTY,
                Wire.acknowledged("l2Book", "BTC"),
                Wire.trades("BTC", NOW + 10, 3),
                Wire.trades("FOREIGN", NOW + 11, 900),
                Wire.bbo("FOREIGN", NOW + 12),
                Wire.acknowledged("trades", "ETH"),
                // Too late to be a resend of anything that has traded, too early for any other.
                Wire.trades("ETH", NOW + 13, 101),
                EMPTY,
                Wire.acknowledged("trades", "BTC").replace("subscribe\"", "unsubscribe\""),
                Wire.bbo("BTC", NOW + 14),
                Wire.acknowledged("trades", "BTC"),
                Wire.trades("BTC", NOW + 10, 3, 4),
                "nonsense",
                // What a client does that wants to know whether anything was lost.
                Wire.acknowledged("trades", "BTC").replace("subscribe\"", "unsubscribe\""),
                Wire.acknowledged("trades", "BTC"),
                Wire.trades("BTC", NOW + 10, 3, 4, 5),
                "nonsense",
                Wire.trades("BTC", NOW + 20, 6),
                new ScriptedServer.Close("maintenance"),
                // Together: an empty resend may now be of several.
                Wire.acknowledged("trades", "BTC"),
                Wire.acknowledged("trades", "ETH"),
                Wire.acknowledged("trades", "NEVER"),
                EMPTY,
                Wire.trades("ETH", NOW + 13, 101, 102),
                Wire.trades("BTC", NOW + 40, 50, 51),
                Wire.bbo("NEVER", NOW + 50),
                Wire.trades("NEVER", NOW + 60, 201),
                new ScriptedServer.Close("the end"));
    }

    private List<FeedEvent> live(JournalSettings journal) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script())) {
            FeedUnderTest feed = feed(server.awaitAddress(), journal);
            COINS.forEach(coin -> feed.add(WebSocketSplit.fresh(coin)));
            for (long lastTrade : List.of(6L, 201L)) {
                runUntil(feed, events -> hasTrade(events, lastTrade));
                feed.run();
                server.closeNext();
            }
            Predicate<FeedEvent> isLast =
                    event ->
                            event.kind() == Kind.DISCONNECTED && event.detail().contains("the end");
            runUntil(feed, events -> events.stream().filter(isLast).count() == COINS.size());
            feed.close();
            return feed.events();
        }
    }

    private static void runUntil(FeedUnderTest feed, Predicate<List<FeedEvent>> condition) {
        while (!condition.test(feed.events())) {
            feed.run();
        }
    }

    private static boolean hasTrade(List<FeedEvent> events, long id) {
        return SingleTrades.of(events).stream()
                .anyMatch(event -> event.kind() == Kind.TRADE && event.trade().tradeId() == id);
    }

    /**
     * The address is that of before, for the journal belongs to it; no server listens there now.
     */
    private List<FeedEvent> restored(JournalSettings journal) {
        FeedUnderTest feed = feed(address, journal);
        COINS.forEach(coin -> feed.add(WebSocketSplit.fresh(coin)));
        feed.wakeUp();
        feed.run();
        feed.close();
        return feed.events();
    }

    private FeedUnderTest feed(String url, JournalSettings journal) {
        address = url;
        FeedSettings settings =
                WebSocketSource.builder(HyperliquidFeed.of(Channel.BOOK))
                        .url(url)
                        .symbols(COINS)
                        .journal(journal)
                        .policy(WITHOUT_DEADLINES)
                        .build()
                        .settings();
        return new FeedUnderTest(
                settings,
                new JavaWebSocketTransport(URI.create(url), LONG, settings.queue().bytes()),
                new SystemTimeSource());
    }

    private static List<FeedEvent> replayed(Path recordings) throws Exception {
        List<String> files;
        try (Stream<Path> found = Files.list(recordings)) {
            files = found.map(Path::toString).sorted().toList();
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        ReplaySource source = ReplaySource.builder(HyperliquidFeed.of()).files(files).build();
        List<FeedEvent> events = new ArrayList<>();
        try (CloseableIterator<FeedEvent> collected =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "replay")
                        .executeAndCollect()) {
            collected.forEachRemaining(events::add);
        }
        return events;
    }

    /** Without what only carries proven time, which is not journalled, and without the end. */
    private static List<String> story(List<FeedEvent> events, String symbol) {
        return SingleTrades.of(events).stream()
                .filter(event -> event.symbol().equals(symbol))
                .filter(
                        event ->
                                switch (event.kind()) {
                                    case TIME, WAITING, ENDED -> false;
                                    default -> true;
                                })
                .map(SameFeedThreeWaysTest::shown)
                .toList();
    }

    private static String shown(FeedEvent event) {
        return switch (event.kind()) {
            case TRADE -> "TRADE " + event.trade().tradeId();
            case GAP -> "GAP " + shown(event.gap());
            case DISCONNECTED -> "DISCONNECTED " + event.detail();
            case COVERED -> "COVERED " + (event.eventTime() - NOW * 1_000);
            default -> event.kind().toString();
        };
    }

    private static String shown(Gap gap) {
        String state =
                gap.isHealed()
                        ? "healed by " + gap.healedBy()
                        : gap.gapEnd() == null ? "open" : "lost";
        return state + ": " + gap.reason();
    }
}
