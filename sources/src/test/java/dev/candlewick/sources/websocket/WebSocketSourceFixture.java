package dev.candlewick.sources.websocket;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.journal.JournalSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A simulated exchange, and jobs that follow it. */
abstract class WebSocketSourceFixture {

    static final List<String> COINS = List.of("BTC", "ETH", "SOL", "WLFI");

    static final Tape FOUR_MINUTES =
            Tape.recorded()
                    .cut(
                            Instant.parse("2025-09-04T20:00:00Z"),
                            Instant.parse("2025-09-04T20:04:00Z"));

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(12)
                            .build());

    static void isAtTheRecordedReconnect(Gap gap) {
        assertThat(gap.symbol()).isEqualTo("BTC");
        assertThat(gap.gapStart()).isBetween(micros("19:57:30"), micros("19:58:31"));
        assertThat(gap.gapEnd()).isBetween(gap.gapStart(), micros("19:58:31"));
    }

    /** The symbols of which no resend has brought everything back. */
    static List<String> lost(List<FeedEvent> events) {
        return events.stream()
                .map(FeedEvent::gap)
                .filter(gap -> gap != null && gap.gapEnd() != null && !gap.isHealed())
                .map(Gap::symbol)
                .toList();
    }

    static Set<Long> tradeIdsOf(Tape tape, String coin) {
        return tape.trades().stream()
                .filter(trade -> trade.coin().equals(coin))
                .map(TapeTrade::tid)
                .collect(toSet());
    }

    static JobClient start(
            ExchangeSimulator exchange, CollectingSink sink, int parallelism, Configuration more)
            throws Exception {
        return start(exchange, sink, parallelism, more, null);
    }

    static JobClient start(
            ExchangeSimulator exchange,
            CollectingSink sink,
            int parallelism,
            Configuration more,
            JournalSettings journal)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.addAll(more);
        boolean fails = more.contains(RestartStrategyOptions.RESTART_STRATEGY);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.enableCheckpointing(200);
        WebSocketSource source =
                WebSocketSource.builder(HyperliquidFeed.of(Channel.BBO))
                        .url(exchange.url().toString())
                        .symbols(COINS)
                        .clock(FeedClock.EXCHANGE)
                        .endsOnCloseReason("end of tape")
                        .journal(journal)
                        .build();
        DataStream<FeedEvent> feed =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "feed").uid("feed");
        (fails ? feed.map(new FailOnce()) : feed).sinkTo(sink).uid("sink");
        return env.executeAsync();
    }

    static Map<String, Set<Long>> tradeIdsBySymbol(List<FeedEvent> events) {
        return SingleTrades.of(events).stream()
                .filter(event -> event.kind() == Kind.TRADE)
                .collect(
                        groupingBy(
                                FeedEvent::symbol,
                                mapping(event -> event.trade().tradeId(), toSet())));
    }

    static List<String> symbolsOf(List<FeedEvent> events, Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(FeedEvent::symbol)
                .toList();
    }

    static long micros(String time) {
        return Instant.parse("2025-09-04T" + time + "Z").toEpochMilli() * 1_000;
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
