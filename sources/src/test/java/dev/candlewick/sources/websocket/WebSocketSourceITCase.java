package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class WebSocketSourceITCase extends WebSocketSourceFixture {

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
                    .satisfies(WebSocketSourceFixture::isAtTheRecordedReconnect);
            assertThat(exchange.counters().connections()).isEqualTo(2L * Math.min(parallelism, 4));
        }
    }

    @Test
    void aJobStoppedWithASavepointGoesOnAtAnotherParallelism(@TempDir Path savepoints)
            throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(FOUR_MINUTES).speed(80).build().start()) {
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
                ExchangeSimulator.builder().tape(FOUR_MINUTES).speed(80).build().start()) {
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

    @Test
    void aJobThatIsRestartedInItsProcessKeepsItsConnectionAndLosesNothing(@TempDir Path journal)
            throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(FOUR_MINUTES).speed(80).build().start()) {
            CollectingSink sink = new CollectingSink();
            Configuration restart = new Configuration();
            restart.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            restart.set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                    Duration.ofSeconds(1));
            JournalSettings outliving =
                    JournalSettings.of(journal.toString(), 1 << 30, FsyncPolicy.NEVER)
                            .outlivingReaders(true);
            start(exchange, sink, 1, restart, outliving)
                    .getJobExecutionResult()
                    .get(2, TimeUnit.MINUTES);

            List<FeedEvent> events = sink.events();
            assertThat(exchange.counters().connections()).isEqualTo(1);
            assertThat(lost(events)).isEmpty();
            assertThat(symbolsOf(events, Kind.ENDED)).containsExactlyInAnyOrderElementsOf(COINS);
            for (String coin : COINS) {
                assertThat(tradeIdsBySymbol(events).get(coin))
                        .isEqualTo(tradeIdsOf(FOUR_MINUTES, coin));
            }
        } finally {
            WebSocketSource.endReceiving();
        }
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
}
