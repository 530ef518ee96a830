package dev.candlewick.sources.websocket.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebSocketEnumeratorTest {

    private static final List<String> SYMBOLS = List.of("BTC", "ETH", "SOL", "WLFI", "DOGE");

    private final TestingEnumeratorContext context = new TestingEnumeratorContext(2);
    private final WebSocketEnumerator enumerator =
            enumerator(context, SYMBOLS, WebSocketEnumeratorState.EMPTY);

    @Test
    void coinsAreSpreadEvenlyOnceAllReadersAreHere() {
        context.register(enumerator, 1);
        assertThat(context.assigned()).isEmpty();

        context.register(enumerator, 0);

        assertThat(context.assigned())
                .isEqualTo(Map.of(0, List.of("BTC", "SOL", "DOGE"), 1, List.of("ETH", "WLFI")));
    }

    @Test
    void readersBeyondTheCoinsStayIdle() {
        TestingEnumeratorContext three = new TestingEnumeratorContext(3);
        three.registerAll(enumerator(three, List.of("BTC"), WebSocketEnumeratorState.EMPTY));

        assertThat(three.assigned()).isEqualTo(Map.of(0, List.of("BTC")));
    }

    @Test
    void aFailedReaderGetsItsCoinsBackAndTheOthersKeepTheirs() {
        context.registerAll(enumerator);
        WebSocketSplit eth = context.split("ETH");
        context.lose(1);
        enumerator.addSplitsBack(List.of(eth), 1);
        assertThat(context.assigned()).containsOnlyKeys(0);

        context.register(enumerator, 1, WebSocketSplit.fresh("WLFI"));

        assertThat(context.assigned().get(1)).containsExactly("ETH", "WLFI");
        assertThat(context.assigned().get(0)).containsExactly("BTC", "SOL", "DOGE");
    }

    @Test
    void aCoinThatARunningReaderHoldsIsNotGivenOutTwice() {
        context.registerAll(enumerator);
        context.lose(1);
        // Restored from before the coins were redistributed, it reports another reader's coin.
        context.register(enumerator, 1, WebSocketSplit.fresh("BTC"), WebSocketSplit.fresh("ETH"));

        assertThat(context.assigned().get(1)).containsExactly("ETH");
    }

    @Test
    void anotherParallelismEndsAsEvenAsAFreshStart() {
        context.registerAll(enumerator);
        WebSocketEnumeratorState checkpoint = enumerator.snapshotState(1);
        WebSocketSplit btc = WebSocketSplit.fresh("BTC");

        TestingEnumeratorContext three = new TestingEnumeratorContext(3);
        WebSocketEnumerator restored = enumerator(three, SYMBOLS, checkpoint);
        three.register(restored, 0, btc, WebSocketSplit.fresh("SOL"), WebSocketSplit.fresh("DOGE"));
        three.register(restored, 1, WebSocketSplit.fresh("ETH"), WebSocketSplit.fresh("WLFI"));
        three.register(restored, 2);

        assertThat(three.assigned())
                .isEqualTo(
                        Map.of(
                                0, List.of("BTC", "WLFI"),
                                1, List.of("ETH", "DOGE"),
                                2, List.of("SOL")));
        assertThat(three.split("BTC")).as("with what it remembers").isSameAs(btc);
    }

    @Test
    void coinsMayBeAddedAndDroppedBetweenRuns() {
        context.registerAll(enumerator);
        WebSocketEnumeratorState checkpoint = enumerator.snapshotState(1);

        TestingEnumeratorContext one = new TestingEnumeratorContext(1);
        WebSocketEnumerator restored = enumerator(one, List.of("ETH", "HYPE"), checkpoint);
        one.register(restored, 0, WebSocketSplit.fresh("BTC"), WebSocketSplit.fresh("ETH"));

        assertThat(one.assigned()).isEqualTo(Map.of(0, List.of("ETH", "HYPE")));
        assertThat(restored.snapshotState(2).assigned()).containsExactlyInAnyOrder("ETH", "HYPE");
    }

    @Test
    void aCoinWhoseFeedHasEndedDoesNotBeginAgain() {
        context.registerAll(enumerator);
        WebSocketEnumeratorState checkpoint = enumerator.snapshotState(1);

        TestingEnumeratorContext one = new TestingEnumeratorContext(1);
        one.register(enumerator(one, SYMBOLS, checkpoint), 0, WebSocketSplit.fresh("SOL"));

        assertThat(one.assigned()).isEqualTo(Map.of(0, List.of("SOL")));
    }

    @Test
    void splitsOnTheirWayBackAreInTheCheckpoint() throws Exception {
        context.registerAll(enumerator);
        context.lose(1);
        enumerator.addSplitsBack(List.of(context.split("ETH")), 1);
        WebSocketEnumeratorStateSerializer serializer = new WebSocketEnumeratorStateSerializer();

        WebSocketEnumeratorState read =
                serializer.deserialize(
                        serializer.getVersion(), serializer.serialize(enumerator.snapshotState(1)));

        assertThat(read.assigned()).containsExactlyInAnyOrder("BTC", "SOL", "WLFI", "DOGE");
        assertThat(read.unassigned()).extracting(WebSocketSplit::symbol).containsExactly("ETH");
    }

    @Test
    void readersMayStopOnlyWhereTheFeedEnds() {
        context.registerAll(enumerator);
        assertThat(context.withoutMoreSplits).containsExactly(0, 1);

        TestingEnumeratorContext endless = new TestingEnumeratorContext(1);
        endless.registerAll(
                new WebSocketEnumerator(
                        endless,
                        new WebSocketEnumerator.Collected(SYMBOLS, null, false, 10),
                        WebSocketEnumeratorState.EMPTY));
        assertThat(endless.withoutMoreSplits).isEmpty();
    }

    @Test
    void moreReadersThanConnectionsAreRefused() {
        TestingEnumeratorContext eleven = new TestingEnumeratorContext(11);

        assertThatThrownBy(enumerator(eleven, SYMBOLS, WebSocketEnumeratorState.EMPTY)::start)
                .hasMessageContaining("parallelism 11")
                .hasMessageContaining("allows 10");
    }

    private static WebSocketEnumerator enumerator(
            TestingEnumeratorContext context,
            List<String> symbols,
            WebSocketEnumeratorState state) {
        return new WebSocketEnumerator(
                context, new WebSocketEnumerator.Collected(symbols, null, true, 10), state);
    }
}
