package dev.candlewick.sources.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.feed.SymbolFeedState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Positions outlive the program that wrote them. What feeds remember is shown by restarts. */
class ReplaySplitSerializerTest {

    private final ReplaySplitSerializer serializer = new ReplaySplitSerializer();

    @Test
    void aPositionComesBackAsItWas() throws IOException {
        ReplaySplit split =
                new ReplaySplit(
                        List.of(
                                new ReplaySplit.FilePosition(
                                        "s3://tapes/ä.gz", 7, 11, 12, 13, 14, false, true, "a", 3),
                                ReplaySplit.FilePosition.startOf("b")),
                        Map.of("BTC", 1, "kPEPE", 0),
                        List.of(new SymbolFeedState("BTC"), new SymbolFeedState("kPEPE")),
                        Set.of("BTC", "SOL"),
                        5,
                        6,
                        true);

        ReplaySplit read =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(split));

        assertThat(read).usingRecursiveComparison().isEqualTo(split);
    }

    @Test
    void aNewerVersionIsRefusedInWords() {
        assertThatThrownBy(() -> serializer.deserialize(9, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 9");
    }
}
