package dev.candlewick.sources.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitSerializersTest {

    private final CursorSplitSerializer<Integer> splits =
            new CursorSplitSerializer<>(new CountedResource().cursorSerializer());

    @Test
    void aSplitComesBackWithTheVersionOfItsCursor() throws IOException {
        CursorSplit<Integer> split = new CursorSplit<>("counted", 42);

        assertThat(splits.deserialize(splits.getVersion(), splits.serialize(split)))
                .isEqualTo(split);
    }

    @Test
    void anUnassignedSplitComesBack() throws IOException {
        UnassignedSplitsSerializer<Integer> states = new UnassignedSplitsSerializer<>(splits);
        for (List<CursorSplit<Integer>> held :
                List.of(
                        List.<CursorSplit<Integer>>of(),
                        List.of(new CursorSplit<>("counted", 42)))) {
            UnassignedSplits<Integer> state = new UnassignedSplits<>(held);
            assertThat(states.deserialize(states.getVersion(), states.serialize(state)))
                    .isEqualTo(state);
        }
    }

    @Test
    void aFutureVersionIsRefusedByName() {
        assertThatThrownBy(() -> splits.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }
}
