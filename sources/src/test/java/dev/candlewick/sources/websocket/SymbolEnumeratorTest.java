package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SymbolEnumeratorTest {

    private static final List<String> SYMBOLS = List.of("BTC", "ETH", "SOL", "WLFI", "DOGE");

    private final TestingEnumeratorContext context = new TestingEnumeratorContext(2);
    private final SymbolEnumerator enumerator = enumerator(context, SYMBOLS, nothing());

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
        three.registerAll(enumerator(three, List.of("BTC"), nothing()));

        assertThat(three.assigned()).isEqualTo(Map.of(0, List.of("BTC")));
    }

    @Test
    void aFailedReaderGetsItsCoinsBackAndTheOthersKeepTheirs() {
        context.registerAll(enumerator);
        SymbolSplit eth = context.split("ETH");
        context.lose(1);
        enumerator.addSplitsBack(List.of(eth), 1);
        assertThat(context.assigned()).containsOnlyKeys(0);

        context.register(enumerator, 1, SymbolSplit.fresh("WLFI"));

        assertThat(context.assigned().get(1)).containsExactly("ETH", "WLFI");
        assertThat(context.assigned().get(0)).containsExactly("BTC", "SOL", "DOGE");
    }

    @Test
    void aCoinThatARunningReaderHoldsIsNotGivenOutTwice() {
        context.registerAll(enumerator);
        context.lose(1);
        // Restored from before the coins were given out anew, it reports another reader's coin.
        context.register(enumerator, 1, SymbolSplit.fresh("BTC"), SymbolSplit.fresh("ETH"));

        assertThat(context.assigned().get(1)).containsExactly("ETH");
    }

    @Test
    void anotherParallelismEndsAsEvenAsAFreshStart() {
        context.registerAll(enumerator);
        EnumeratorState checkpoint = enumerator.snapshotState(1);
        SymbolSplit btc = SymbolSplit.fresh("BTC");

        TestingEnumeratorContext three = new TestingEnumeratorContext(3);
        SymbolEnumerator restored = enumerator(three, SYMBOLS, checkpoint);
        three.register(restored, 0, btc, SymbolSplit.fresh("SOL"), SymbolSplit.fresh("DOGE"));
        three.register(restored, 1, SymbolSplit.fresh("ETH"), SymbolSplit.fresh("WLFI"));
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
        EnumeratorState checkpoint = enumerator.snapshotState(1);

        TestingEnumeratorContext one = new TestingEnumeratorContext(1);
        SymbolEnumerator restored = enumerator(one, List.of("ETH", "HYPE"), checkpoint);
        one.register(restored, 0, SymbolSplit.fresh("BTC"), SymbolSplit.fresh("ETH"));

        assertThat(one.assigned()).isEqualTo(Map.of(0, List.of("ETH", "HYPE")));
        assertThat(restored.snapshotState(2).assigned()).containsExactlyInAnyOrder("ETH", "HYPE");
    }

    @Test
    void aCoinWhoseFeedHasEndedDoesNotBeginAgain() {
        context.registerAll(enumerator);
        EnumeratorState checkpoint = enumerator.snapshotState(1);

        TestingEnumeratorContext one = new TestingEnumeratorContext(1);
        one.register(enumerator(one, SYMBOLS, checkpoint), 0, SymbolSplit.fresh("SOL"));

        assertThat(one.assigned()).isEqualTo(Map.of(0, List.of("SOL")));
    }

    @Test
    void splitsOnTheirWayBackAreInTheCheckpoint() throws Exception {
        context.registerAll(enumerator);
        context.lose(1);
        enumerator.addSplitsBack(List.of(context.split("ETH")), 1);
        EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();

        EnumeratorState read =
                serializer.deserialize(
                        serializer.getVersion(), serializer.serialize(enumerator.snapshotState(1)));

        assertThat(read.assigned()).containsExactlyInAnyOrder("BTC", "SOL", "WLFI", "DOGE");
        assertThat(read.unassigned()).extracting(SymbolSplit::symbol).containsExactly("ETH");
    }

    @Test
    void readersMayStopOnlyWhereTheFeedEnds() {
        context.registerAll(enumerator);
        assertThat(context.withoutMoreSplits).containsExactly(0, 1);

        TestingEnumeratorContext endless = new TestingEnumeratorContext(1);
        endless.registerAll(new SymbolEnumerator(endless, SYMBOLS, false, 10, nothing()));
        assertThat(endless.withoutMoreSplits).isEmpty();
    }

    @Test
    void moreReadersThanConnectionsAreRefused() {
        TestingEnumeratorContext eleven = new TestingEnumeratorContext(11);

        assertThatThrownBy(enumerator(eleven, SYMBOLS, nothing())::start)
                .hasMessageContaining("parallelism 11")
                .hasMessageContaining("allows 10");
    }

    private static SymbolEnumerator enumerator(
            TestingEnumeratorContext context, List<String> symbols, EnumeratorState state) {
        return new SymbolEnumerator(context, symbols, true, 10, state);
    }

    private static EnumeratorState nothing() {
        return new EnumeratorState(Set.of(), List.of());
    }
}
