package dev.candlewick.sources.websocket;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class WebSocketSourceITCase {

    private static final List<String> COINS = List.of("BTC", "ETH", "SOL", "WLFI");

    private static final Tape FOUR_MINUTES =
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void everyTradeOfTheRecordedTapeArrivesAndItsOneRealGapIsSeen(int parallelism)
            throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).maxSpeed().build().start()) {
            CollectingSink sink = new CollectingSink();
            start(exchange, sink, parallelism, new Configuration())
                    .getJobExecutionResult()
                    .get(4, TimeUnit.MINUTES);

            List<FeedEvent> events = sink.events();
            Map<String, Set<Long>> ids = tradeIdsBySymbol(events);
            assertThat(ids.get("BTC")).hasSize(6_675);
            assertThat(ids.get("ETH")).hasSize(6_867);
            assertThat(ids.get("SOL")).hasSize(4_427);
            assertThat(ids.get("WLFI")).hasSize(2_555);
            assertThat(symbolsOf(events, Kind.COVERED)).containsExactlyInAnyOrderElementsOf(COINS);
            assertThat(symbolsOf(events, Kind.WHOLE))
                    .containsExactlyInAnyOrder("ETH", "SOL", "WLFI");
            assertThat(symbolsOf(events, Kind.ENDED)).containsExactlyInAnyOrderElementsOf(COINS);
            assertThat(events)
                    .filteredOn(event -> event.kind() == Kind.GAP)
                    .extracting(FeedEvent::gap)
                    .filteredOn(gap -> gap.gapEnd() != null && !gap.isHealed())
                    .singleElement()
                    .satisfies(WebSocketSourceITCase::isAtTheRecordedReconnect);
            assertThat(exchange.counters().connections()).isEqualTo(2L * Math.min(parallelism, 4));
        }
    }

    private static void isAtTheRecordedReconnect(Gap gap) {
        assertThat(gap.symbol()).isEqualTo("BTC");
        assertThat(gap.gapStart()).isBetween(micros("19:57:30"), micros("19:58:31"));
        assertThat(gap.gapEnd()).isBetween(gap.gapStart(), micros("19:58:31"));
    }

    @Test
    void aJobStoppedWithASavepointGoesOnAtAnotherParallelism(@TempDir Path savepoints)
            throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(FOUR_MINUTES).speed(40).build().start()) {
            CollectingSink before = new CollectingSink();
            JobClient first = start(exchange, before, 1, new Configuration());
            await(() -> symbolsOf(before.events(), Kind.COVERED).containsAll(COINS));
            String savepoint =
                    first.stopWithSavepoint(
                                    false,
                                    savepoints.toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get(1, TimeUnit.MINUTES);

            CollectingSink after = new CollectingSink();
            Configuration restore = new Configuration();
            restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            start(exchange, after, 2, restore).getJobExecutionResult().get(2, TimeUnit.MINUTES);

            assertThat(symbolsOf(after.events(), Kind.COVERED)).isEmpty();
            assertThat(symbolsOf(after.events(), Kind.WHOLE))
                    .containsExactlyInAnyOrderElementsOf(COINS);
            assertThat(lost(after.events())).isEmpty();
            assertThat(symbolsOf(after.events(), Kind.ENDED))
                    .containsExactlyInAnyOrderElementsOf(COINS);
            assertThat(exchange.counters().connections()).isEqualTo(3);
        }
    }

    @Test
    void afterAFailureWhatIsNotReportedAsAGapIsThere() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(FOUR_MINUTES).speed(40).build().start()) {
            CollectingSink sink = new CollectingSink();
            Configuration restart = new Configuration();
            restart.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
            start(exchange, sink, 2, restart).getJobExecutionResult().get(2, TimeUnit.MINUTES);

            List<FeedEvent> events = sink.events();
            assertThat(exchange.counters().connections())
                    .as("two readers, of which one fails")
                    .isEqualTo(3);
            assertThat(events)
                    .filteredOn(event -> "restart".equals(event.detail()))
                    .extracting(FeedEvent::symbol)
                    .hasSize(2)
                    .doesNotHaveDuplicates();
            assertThat(symbolsOf(events, Kind.ENDED)).containsExactlyInAnyOrderElementsOf(COINS);
            assertThat(symbolsOf(events, Kind.COVERED)).containsExactlyInAnyOrderElementsOf(COINS);
            List<String> broken = lost(events);
            List<String> whole = symbolsOf(events, Kind.WHOLE);
            assertThat(broken).doesNotContainAnyElementsOf(whole);
            whole.forEach(
                    coin ->
                            assertThat(tradeIdsBySymbol(events).get(coin))
                                    .isEqualTo(tradeIdsOf(FOUR_MINUTES, coin)));
        }
    }

    /** The symbols of which no resend has brought everything back. */
    private static List<String> lost(List<FeedEvent> events) {
        return events.stream()
                .map(FeedEvent::gap)
                .filter(gap -> gap != null && gap.gapEnd() != null && !gap.isHealed())
                .map(Gap::symbol)
                .toList();
    }

    private static Set<Long> tradeIdsOf(Tape tape, String coin) {
        return tape.trades().stream()
                .filter(trade -> trade.coin().equals(coin))
                .map(TapeTrade::tid)
                .collect(toSet());
    }

    @Test
    void moreReadersThanTheExchangeAllowsConnectionsAreRefused() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).build().start()) {
            JobClient job = start(exchange, new CollectingSink(), 11, new Configuration());

            assertThatThrownBy(() -> job.getJobExecutionResult().get(1, TimeUnit.MINUTES))
                    .rootCause()
                    .hasMessageContaining("parallelism 11")
                    .hasMessageContaining("allows 10");
            assertThat(exchange.counters().connections()).isZero();
        }
    }

    private static JobClient start(
            ExchangeSimulator exchange, CollectingSink sink, int parallelism, Configuration more)
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
                WebSocketSource.builder()
                        .url(exchange.url().toString())
                        .symbols(COINS)
                        .channels(Channel.BBO)
                        .clock(FeedClock.EXCHANGE)
                        .endsOnCloseReason("end of tape")
                        .build();
        DataStream<FeedEvent> feed =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "feed").uid("feed");
        (fails ? feed.map(new FailOnce()) : feed).sinkTo(sink).uid("sink");
        return env.executeAsync();
    }

    private static Map<String, Set<Long>> tradeIdsBySymbol(List<FeedEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == Kind.TRADE)
                .collect(
                        groupingBy(
                                FeedEvent::symbol,
                                mapping(event -> event.trade().tradeId(), toSet())));
    }

    private static List<String> symbolsOf(List<FeedEvent> events, Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(FeedEvent::symbol)
                .toList();
    }

    private static long micros(String time) {
        return Instant.parse("2025-09-04T" + time + "Z").toEpochMilli() * 1_000;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
