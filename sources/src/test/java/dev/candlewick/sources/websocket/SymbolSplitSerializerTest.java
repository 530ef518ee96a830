package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.hyperliquid.FeedPhase;
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
    void refusesWhatANewerProgramWrote() throws Exception {
        byte[] bytes = serializer.serialize(SymbolSplit.fresh("BTC"));

        assertThatThrownBy(() -> serializer.deserialize(2, bytes))
                .hasMessageContaining("version 2");
    }
}
