package dev.candlewick.sources.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CursorEnumeratorTest {

    private static final CursorSplit<Integer> FRESH = new CursorSplit<>("counted", 0);

    private final TestingEnumeratorContext<CursorSplit<Integer>> context =
            new TestingEnumeratorContext<>();

    private CursorEnumerator<Integer> enumerator(boolean bounded, List<CursorSplit<Integer>> held) {
        return new CursorEnumerator<>(context, bounded, new UnassignedSplits<>(held));
    }

    @Test
    void theFirstReaderPollsAndTheOthersIdle() {
        CursorEnumerator<Integer> enumerator = enumerator(false, List.of(FRESH));
        enumerator.addReader(1);
        enumerator.addReader(0);

        assertThat(context.assigned).containsExactly("1: " + FRESH);
        assertThat(context.ended).isEmpty();
        assertThat(enumerator.snapshotState(1).splits()).isEmpty();
    }

    @Test
    void aSplitThatNobodyHoldsIsInTheCheckpoint() {
        assertThat(enumerator(false, List.of(FRESH)).snapshotState(1).splits())
                .containsExactly(FRESH);
    }

    @Test
    void theSplitOfAFailedReaderGoesToTheOneThatComesNext() {
        CursorEnumerator<Integer> enumerator = enumerator(false, List.of(FRESH));
        enumerator.addReader(0);
        CursorSplit<Integer> advanced = new CursorSplit<>("counted", 5);
        enumerator.addSplitsBack(List.of(advanced), 0);
        enumerator.addReader(0);

        assertThat(context.assigned).containsExactly("0: " + FRESH, "0: " + advanced);
    }

    @Test
    void aSplitThatWasAssignedIsNotGivenOutAgainAfterARestore() {
        enumerator(false, List.of()).addReader(0);

        assertThat(context.assigned).isEmpty();
    }

    @Test
    void readersOfABoundedSourceMayEnd() {
        CursorEnumerator<Integer> enumerator = enumerator(true, List.of(FRESH));
        enumerator.addReader(0);
        enumerator.addReader(1);

        assertThat(context.assigned).containsExactly("0: " + FRESH);
        assertThat(context.ended).containsExactly(0, 1);
    }
}
