package dev.candlewick.sources.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Positions outlive the program that wrote them. What feeds remember is shown by restarts. */
class TapeSplitSerializerTest {

    private final TapeSplitSerializer serializer = new TapeSplitSerializer();

    @Test
    void aPositionComesBackAsItWas() throws IOException {
        TapeSplit split =
                new TapeSplit(
                        List.of(
                                new TapeSplit.FilePosition(
                                        "s3://tapes/ä.gz", 7, 11, 12, 13, 14, true),
                                TapeSplit.FilePosition.startOf("b")),
                        Map.of("BTC", 1, "kPEPE", 0),
                        List.of(new SymbolFeedState("BTC"), new SymbolFeedState("kPEPE")),
                        5,
                        6,
                        true);

        TapeSplit read = serializer.deserialize(1, serializer.serialize(split));

        assertThat(read).usingRecursiveComparison().isEqualTo(split);
    }

    @Test
    void unassignedPositionsComeBackToo() throws IOException {
        TapeSplitsSerializer splits = new TapeSplitsSerializer();
        List<TapeSplit> unassigned = List.of(TapeSplit.of(List.of("a", "b")));

        assertThat(splits.deserialize(1, splits.serialize(unassigned))).isEqualTo(unassigned);
        assertThat(splits.deserialize(1, splits.serialize(List.of()))).isEmpty();
    }

    @Test
    void aNewerVersionIsRefusedInWords() {
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }
}
