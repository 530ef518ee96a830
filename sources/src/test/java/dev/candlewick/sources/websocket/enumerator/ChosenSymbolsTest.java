package dev.candlewick.sources.websocket.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.sources.feed.SymbolFeed;
import dev.candlewick.sources.feed.SymbolFeedState;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import dev.candlewick.sources.websocket.split.WebSocketSplitSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SourceEvent;
import org.junit.jupiter.api.Test;

class ChosenSymbolsTest {

    private final TestingEnumeratorContext context = new TestingEnumeratorContext(2);
    private final ScriptedChoice choice = new ScriptedChoice();
    private final WebSocketEnumerator enumerator =
            enumerator(context, WebSocketEnumeratorState.EMPTY);

    @Test
    void aChosenSymbolIsCollectedAndOneThatIsNotStops() {
        start(Set.of("ETH", "SOL"));
        assertThat(context.assigned())
                .isEqualTo(Map.of(0, List.of("BTC", "SOL"), 1, List.of("ETH")));

        choose(Set.of("SOL", "DOGE"));

        assertThat(context.assigned().get(1)).as("the least loaded").containsExactly("ETH", "DOGE");
        assertThat(leaves()).containsExactly(Map.entry(1, new Leave(Set.of("ETH"))));
    }

    @Test
    void aLookThatFindsNoReasonForAChoiceChangesNothing() {
        start(Set.of("ETH"));
        choice.isDue = false;
        choose(Set.of("SOL"));

        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of("BTC"), 1, List.of("ETH")));
        assertThat(leaves()).isEmpty();
    }

    @Test
    void aChoiceOfAllReplacesTheSymbolsOfTheStart() {
        choice.all = true;
        start(Set.of("ETH"));

        assertThat(leaves()).containsExactly(Map.entry(0, new Leave(Set.of("BTC"))));
    }

    @Test
    void symbolsAreGivenOutInTheOrderOfTheChoiceAfterARestartToo() throws Exception {
        enumerator.start();
        context.registerAll(enumerator);
        choice.members = List.of("SOL", "ETH", "DOGE", "ADA");
        context.callPeriodic();
        assertThat(context.assigned())
                .isEqualTo(Map.of(0, List.of("BTC", "ETH", "ADA"), 1, List.of("SOL", "DOGE")));

        WebSocketEnumeratorState checkpoint = serialized(enumerator.snapshotState(1));
        assertThat(checkpoint.memberSince().keySet()).containsExactly("SOL", "ETH", "DOGE", "ADA");
    }

    @Test
    void aSymbolThatReturnsGoesOnFromWhereItLeft() throws Exception {
        start(Set.of("ETH"));
        choose(Set.of());
        WebSocketSplit left = left("ETH");
        enumerator.handleSourceEvent(1, new Leave.Done("ETH", bytes(left)));
        assertThat(context.sent).contains(Map.entry(1, new Leave.Acknowledged("ETH")));

        choose(Set.of("ETH"));

        assertThat(context.split("ETH").hasLeft()).isTrue();
    }

    @Test
    void aSymbolThatReturnsWhileItLeavesWaitsUntilItHasLeft() throws Exception {
        start(Set.of("ETH"));
        choose(Set.of());
        choose(Set.of("ETH"));
        assertThat(context.assigned().get(1)).containsExactly("ETH");

        enumerator.handleSourceEvent(1, new Leave.Done("ETH", bytes(left("ETH"))));

        assertThat(context.assigned().get(1)).containsExactly("ETH", "ETH");
    }

    @Test
    void whatLeftOrIsLeavingSurvivesARestart() throws Exception {
        start(Set.of("ETH", "SOL"));
        choose(Set.of("SOL"));
        enumerator.handleSourceEvent(1, new Leave.Done("ETH", bytes(left("ETH"))));
        choose(Set.of());
        WebSocketEnumeratorState checkpoint = serialized(enumerator.snapshotState(1));

        TestingEnumeratorContext one = new TestingEnumeratorContext(1);
        WebSocketEnumerator restored = enumerator(one, checkpoint);
        restored.start();
        one.register(restored, 0, WebSocketSplit.fresh("BTC"), live("SOL"));

        assertThat(one.assigned().get(0)).as("SOL, to be ended").containsExactly("BTC", "SOL");
        assertThat(one.sent).contains(Map.entry(0, new Leave(Set.of("SOL"))));
    }

    @Test
    void aDecisionIsSentAgainUntilACheckpointHoldsIt() {
        start(Set.of("ETH"));
        assertThat(decisions()).containsExactly(1L);

        context.sent.clear();
        enumerator.snapshotState(1);
        enumerator.handleSourceEvent(0, new Decision.Emitted(1));
        enumerator.notifyCheckpointComplete(1);
        context.lose(0);
        context.register(enumerator, 0);
        assertThat(decisions()).as("checkpoint 1 began before it was emitted").containsExactly(1L);

        context.sent.clear();
        enumerator.handleSourceEvent(0, new Decision.Emitted(1));
        enumerator.snapshotState(2);
        enumerator.notifyCheckpointComplete(2);
        context.lose(0);
        context.register(enumerator, 0);
        assertThat(decisions()).isEmpty();
    }

    @Test
    void aChoiceThatFailsChangesNothing() {
        start(Set.of("ETH"));
        choice.failure = new IOException("HTTP 502");

        context.callPeriodic();

        assertThat(leaves()).isEmpty();
        assertThat(enumerator.snapshotState(1).memberSince()).containsOnlyKeys("ETH");
    }

    private void start(Set<String> members) {
        enumerator.start();
        context.registerAll(enumerator);
        choose(members);
    }

    private void choose(Set<String> members) {
        choice.members = List.copyOf(new TreeSet<>(members));
        context.callPeriodic();
    }

    private List<Map.Entry<Integer, SourceEvent>> leaves() {
        return context.sent.stream().filter(sent -> sent.getValue() instanceof Leave).toList();
    }

    private List<Long> decisions() {
        List<Long> numbers = new ArrayList<>();
        for (Map.Entry<Integer, SourceEvent> sent : context.sent) {
            if (sent.getValue() instanceof Decision decision) {
                numbers.add(decision.number());
            }
        }
        return numbers;
    }

    private WebSocketEnumerator enumerator(
            TestingEnumeratorContext of, WebSocketEnumeratorState state) {
        return new WebSocketEnumerator(
                of, new WebSocketEnumerator.Collected(List.of("BTC"), choice, false, 10), state);
    }

    private static WebSocketEnumeratorState serialized(WebSocketEnumeratorState state)
            throws IOException {
        WebSocketEnumeratorStateSerializer serializer = new WebSocketEnumeratorStateSerializer();
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
    }

    private static byte[] bytes(WebSocketSplit split) throws IOException {
        return new WebSocketSplitSerializer().serialize(split);
    }

    private static WebSocketSplit live(String symbol) {
        SymbolFeedState state = new SymbolFeedState(symbol);
        new SymbolFeed(state, 0).onSubscribed(1, event -> {});
        return new WebSocketSplit(state, JournalPosition.NONE);
    }

    private static WebSocketSplit left(String symbol) {
        SymbolFeedState state = new SymbolFeedState(symbol);
        new SymbolFeed(state, 0).onLeave(1, event -> {});
        return new WebSocketSplit(state, JournalPosition.NONE);
    }

    /** Chooses what a test says. */
    private static final class ScriptedChoice implements SymbolChoice {
        private static final long serialVersionUID = 1L;
        private List<String> members = List.of();
        private IOException failure;
        private boolean all;
        private boolean isDue = true;

        @Override
        public boolean choosesAll() {
            return all;
        }

        @Override
        public Duration every() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Choice choose(Map<String, Long> memberSince) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!isDue) {
                return null;
            }
            Map<String, Long> chosen = new LinkedHashMap<>();
            List<Standing> standings = new ArrayList<>();
            for (String symbol : members) {
                chosen.put(symbol, memberSince.getOrDefault(symbol, 7L));
                standings.add(
                        new Standing(
                                7, symbol, Market.PERPS, 1, 1.0, null, null, true, "ranked", 0));
            }
            return new Choice(chosen, standings);
        }
    }
}
