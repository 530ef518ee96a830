package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.hyperliquid.FeedPhase;
import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import dev.candlewick.sources.journal.JournalPosition;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SymbolSplitSerializerTest {

    private final SymbolSplitSerializer serializer = new SymbolSplitSerializer();

    @Test
    void keepsWhatTheFeedRemembers() throws Exception {
        SymbolSplit split;
        try (PlayedFeed feed = new PlayedFeed(WebSocketSource.builder(), "BTC")) {
            long now = TestingTimeSource.START.toEpochMilli();
            feed.connect().say(Wire.trades("BTC", now, 1, 2, 3));
            feed.round();
            split = feed.snapshot("BTC");
        }

        byte[] bytes = serializer.serialize(split);
        SymbolSplit read = serializer.deserialize(serializer.getVersion(), bytes);

        assertThat(read.splitId()).isEqualTo("BTC");
        assertThat(read.state().phase()).isEqualTo(FeedPhase.LIVE);
        assertThat(serializer.serialize(read)).isEqualTo(bytes);
    }

    @Test
    void aSplitIsNotChangedByWhatComesAfterIt() throws Exception {
        try (PlayedFeed feed = new PlayedFeed(WebSocketSource.builder(), "BTC")) {
            SymbolSplit before = feed.snapshot("BTC");
            byte[] bytes = serializer.serialize(before);
            feed.connect().say(Wire.trades("BTC", TestingTimeSource.START.toEpochMilli(), 1));
            feed.round();

            assertThat(serializer.serialize(before)).isEqualTo(bytes);
        }
    }

    @Test
    void keepsItsPlaceInTheJournal() throws Exception {
        JournalPosition position = new JournalPosition(1_788_436_800_123L, 16_777_301L);
        SymbolSplit split = new SymbolSplit(new SymbolFeedState("BTC"), position);

        SymbolSplit read =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(split));

        assertThat(read.position()).isEqualTo(position);
    }

    @Test
    void aCheckpointFromBeforeTheJournalIsStillRead() throws Exception {
        DataOutputSerializer versionOne = new DataOutputSerializer(64);
        new SymbolFeedState("BTC").writeTo(versionOne);

        SymbolSplit read = serializer.deserialize(1, versionOne.getCopyOfBuffer());

        assertThat(read.symbol()).isEqualTo("BTC");
        assertThat(read.position()).isEqualTo(JournalPosition.NONE);
    }

    @Test
    void refusesWhatANewerProgramWrote() throws Exception {
        byte[] bytes = serializer.serialize(SymbolSplit.fresh("BTC"));

        assertThatThrownBy(() -> serializer.deserialize(3, bytes))
                .hasMessageContaining("version 3");
    }
}
