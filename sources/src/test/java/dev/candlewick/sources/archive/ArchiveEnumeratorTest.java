package dev.candlewick.sources.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.archive.ArchiveSplit.Kind;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import dev.candlewick.sources.archive.ArchiveSplit.Seams;
import dev.candlewick.sources.archive.ArchiveSplit.Span;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which reader gets which hour, and when. */
class ArchiveEnumeratorTest {

    private static final ArchiveRequest REQUEST =
            new ArchiveRequest("m", "a", "f", 0, 1, List.of("BTC"), false);

    private final TestingReaders readers = new TestingReaders(2);

    @Test
    void handsOutHoursInOrderAndNoneFarAheadOfTheOldestBeingRead() {
        ArchiveEnumerator enumerator = enumerator(hours(0, 10));
        register(enumerator);

        asks(enumerator, 0, 1);
        assertThat(readers.assigned(0)).containsExactly(0);
        for (int i = 0; i < 5; i++) {
            asks(enumerator, 1);
        }
        assertThat(readers.assigned(1)).containsExactly(1, 2);

        asks(enumerator, 0);
        assertThat(readers.assigned(0)).containsExactly(0, 3);
        assertThat(readers.assigned(1)).containsExactly(1, 2, 4);
    }

    @Test
    void waitsForEveryReaderToTellWhatItStillHolds() {
        ArchiveEnumerator enumerator = enumerator(hours(5, 8));
        readers.register(0);
        enumerator.addReader(0);
        asks(enumerator, 0);
        assertThat(readers.assigned(0)).isEmpty();

        readers.register(1, hours(2, 3).get(0));
        enumerator.addReader(1);
        asks(enumerator, 1);

        assertThat(readers.assigned(0)).containsExactly(2);
        assertThat(readers.assigned(1)).as("too far ahead").isEmpty();
    }

    @Test
    void takesBackWhatAFailedReaderHeld() {
        ArchiveEnumerator enumerator = enumerator(hours(0, 2));
        register(enumerator);
        asks(enumerator, 0, 1);

        enumerator.addSplitsBack(hours(0, 1), 0);
        enumerator.addReader(0);
        asks(enumerator, 0);

        assertThat(readers.assigned(0)).containsExactly(0, 0);
    }

    @Test
    void saysWhenNothingIsLeft() {
        ArchiveEnumerator enumerator = enumerator(hours(0, 1));
        register(enumerator);
        asks(enumerator, 0, 1, 0);

        assertThat(readers.finished()).containsExactly(1, 0);
    }

    @Test
    void aCheckpointKeepsWhatIsLeft() throws IOException {
        ArchiveEnumerator enumerator = enumerator(hours(0, 3));
        register(enumerator);
        asks(enumerator, 0);

        ArchiveEnumeratorState state = enumerator.snapshotState(1);
        ArchiveEnumeratorStateSerializer serializer = new ArchiveEnumeratorStateSerializer();

        assertThat(state.unassigned()).isEqualTo(hours(1, 3));
        assertThat(serializer.deserialize(1, serializer.serialize(state))).isEqualTo(state);
    }

    private ArchiveEnumerator enumerator(List<ArchiveSplit> waiting) {
        ArchiveEnumeratorState state =
                new ArchiveEnumeratorState(
                        true, waiting, ArchiveEnumeratorState.Totals.of(hours(0, 10)));
        ArchiveEnumerator enumerator = new ArchiveEnumerator(readers, REQUEST, state);
        enumerator.start();
        return enumerator;
    }

    private void register(ArchiveEnumerator enumerator) {
        for (int reader = 0; reader < readers.currentParallelism(); reader++) {
            readers.register(reader);
            enumerator.addReader(reader);
        }
    }

    private static void asks(ArchiveEnumerator enumerator, int... readers) {
        for (int reader : readers) {
            enumerator.handleSplitRequest(reader, "host");
        }
    }

    private static List<ArchiveSplit> hours(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        hour ->
                                new ArchiveSplit(
                                        hour,
                                        Kind.OBJECT,
                                        new ArchiveObject(
                                                "path",
                                                Dataset.NODE_FILLS,
                                                hour * ArchiveCatalog.HOUR,
                                                null,
                                                10),
                                        new Span(0, 1),
                                        Seams.NONE,
                                        List.of(),
                                        Position.START))
                .toList();
    }
}
