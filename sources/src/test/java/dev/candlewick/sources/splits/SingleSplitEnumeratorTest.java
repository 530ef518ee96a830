package dev.candlewick.sources.splits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.rest.PollingSplit;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext.SplitAssignmentState;
import org.junit.jupiter.api.Test;

class SingleSplitEnumeratorTest {

    private static final PollingSplit<Integer> FRESH = new PollingSplit<>("counted", 0);

    private final TestingSplitEnumeratorContext<PollingSplit<Integer>> context =
            new TestingSplitEnumeratorContext<>(2);

    private SingleSplitEnumerator<PollingSplit<Integer>> enumerator(
            Boundedness boundedness, List<PollingSplit<Integer>> held) {
        return new SingleSplitEnumerator<>(context, boundedness, held);
    }

    private void register(SingleSplitEnumerator<PollingSplit<Integer>> enumerator, int reader) {
        context.registerReader(reader, "localhost");
        enumerator.addReader(reader);
    }

    private List<PollingSplit<Integer>> assignedTo(int reader) {
        Map<Integer, SplitAssignmentState<PollingSplit<Integer>>> assignments =
                context.getSplitAssignments();
        return assignments.containsKey(reader)
                ? assignments.get(reader).getAssignedSplits()
                : List.of();
    }

    private boolean mayFinish(int reader) {
        return context.getSplitAssignments().containsKey(reader)
                && context.getSplitAssignments().get(reader).hasReceivedNoMoreSplitsSignal();
    }

    @Test
    void theFirstReaderPollsAndTheOthersIdle() {
        SingleSplitEnumerator<PollingSplit<Integer>> enumerator =
                enumerator(Boundedness.CONTINUOUS_UNBOUNDED, List.of(FRESH));
        register(enumerator, 1);
        register(enumerator, 0);

        assertThat(assignedTo(1)).containsExactly(FRESH);
        assertThat(assignedTo(0)).isEmpty();
        assertThat(mayFinish(0) || mayFinish(1)).isFalse();
        assertThat(enumerator.snapshotState(1)).isEmpty();
    }

    @Test
    void aSplitWithoutAReaderIsInTheCheckpoint() {
        assertThat(enumerator(Boundedness.CONTINUOUS_UNBOUNDED, List.of(FRESH)).snapshotState(1))
                .containsExactly(FRESH);
    }

    @Test
    void theSplitOfAFailedReaderGoesToTheOneThatComesNext() {
        SingleSplitEnumerator<PollingSplit<Integer>> enumerator =
                enumerator(Boundedness.CONTINUOUS_UNBOUNDED, List.of(FRESH));
        register(enumerator, 0);
        PollingSplit<Integer> advanced = new PollingSplit<>("counted", 5);
        enumerator.addSplitsBack(List.of(advanced), 0);
        enumerator.addReader(0);

        assertThat(assignedTo(0)).containsExactly(FRESH, advanced);
    }

    @Test
    void aSplitThatWasAssignedIsNotAssignedAgainAfterARestore() {
        register(enumerator(Boundedness.CONTINUOUS_UNBOUNDED, List.of()), 0);

        assertThat(assignedTo(0)).isEmpty();
    }

    @Test
    void readersOfABoundedSourceMayFinish() {
        SingleSplitEnumerator<PollingSplit<Integer>> enumerator =
                enumerator(Boundedness.BOUNDED, List.of(FRESH));
        register(enumerator, 0);
        register(enumerator, 1);

        assertThat(assignedTo(0)).containsExactly(FRESH);
        assertThat(mayFinish(0) && mayFinish(1)).isTrue();
    }
}
