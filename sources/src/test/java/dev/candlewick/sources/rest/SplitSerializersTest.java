package dev.candlewick.sources.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.splits.SplitListSerializer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitSerializersTest {

    private final PollingSplitSerializer<Integer> splits =
            new PollingSplitSerializer<>(new CountedResource().cursorSerializer());

    @Test
    void aSplitComesBackWithTheVersionOfItsCursor() throws IOException {
        PollingSplit<Integer> split = new PollingSplit<>("counted", 42);

        assertThat(splits.deserialize(splits.getVersion(), splits.serialize(split)))
                .isEqualTo(split);
    }

    @Test
    void anUnassignedSplitComesBack() throws IOException {
        SplitListSerializer<PollingSplit<Integer>> lists = new SplitListSerializer<>(splits);
        for (List<PollingSplit<Integer>> held :
                List.of(
                        List.<PollingSplit<Integer>>of(),
                        List.of(new PollingSplit<>("counted", 42)))) {
            assertThat(lists.deserialize(lists.getVersion(), lists.serialize(held)))
                    .isEqualTo(held);
        }
    }

    @Test
    void aFutureVersionIsRefusedByName() {
        assertThatThrownBy(() -> splits.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }
}
