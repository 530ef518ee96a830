package dev.candlewick.sources.conformance;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.environment.TestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestTemplate;

/**
 * The WebSocket source against the exchange simulator: a split is a coin, and a writer trades it. A
 * feed is unbounded.
 */
class WebSocketSourceConformance extends SourceTestSuiteBase<String> {

    @TestEnv MiniClusterTestEnvironment cluster = new MiniClusterTestEnvironment();

    @TestSemantics
    CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

    @TestContext ExternalContextFactory<Exchange> contexts = testName -> new Exchange();

    /** Not run: numRecordsIn counts what a socket brings, acknowledgements and pongs included. */
    @Override
    @TestTemplate
    public void testSourceMetrics(
            TestEnvironment environment,
            DataStreamSourceExternalContext<String> context,
            CheckpointingMode semantic) {
        Assumptions.abort("numRecordsIn counts more than trades");
    }

    /**
     * Four coins. The exchange sends the newest trades of a coin again after each subscribe, as the
     * real one does; as downstream, a trade counts once.
     */
    static final class Exchange extends SourceContext {

        private static final List<String> COINS = List.of("BTC", "ETH", "SOL", "WLFI");
        private static final Instant START = Instant.parse("2025-09-04T20:00:00Z");

        /** As many as are sent again, so that none is lost while no job runs. */
        private static final int TRADES = 30;

        private static final AtomicLong IDS = new AtomicLong();
        private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

        private final ExchangeSimulator simulator;

        Exchange() {
            try {
                simulator =
                        ExchangeSimulator.builder()
                                .tape(Tape.builder().frame(START, "{\"channel\":\"pong\"}").build())
                                .extraCoins(COINS.toArray(String[]::new))
                                .startAtOnce()
                                .stayOpen()
                                .maxSpeed()
                                .build()
                                .start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
            if (settings.getBoundedness() == Boundedness.BOUNDED) {
                throw new UnsupportedOperationException("A feed is unbounded");
            }
            WebSocketSource source =
                    WebSocketSource.builder(HyperliquidFeed.of())
                            .url(simulator.url().toString())
                            .symbols(COINS)
                            .build();
            return ExtractingSource.of(source, Exchange::unseen);
        }

        private static List<String> unseen(FeedEvent event) {
            return ShownTrades.of(event).stream().filter(SEEN::add).toList();
        }

        @Override
        Writer writer() {
            return this::trade;
        }

        private void trade(List<String> records) {
            simulator.publish(records.stream().map(Exchange::trade).toArray(TapeTrade[]::new));
        }

        private static TapeTrade trade(String record) {
            long id = ShownTrades.id(record);
            return TapeTrade.of(
                    ShownTrades.symbol(record), "B", "5.0", "1.5", START.toEpochMilli() + id, id);
        }

        @Override
        public List<String> generateTestData(TestingSourceSettings settings, int split, long seed) {
            return IntStream.range(0, TRADES)
                    .mapToObj(n -> ShownTrades.shown(COINS.get(split), IDS.incrementAndGet()))
                    .toList();
        }

        @Override
        public void close() {
            simulator.close();
        }
    }
}
