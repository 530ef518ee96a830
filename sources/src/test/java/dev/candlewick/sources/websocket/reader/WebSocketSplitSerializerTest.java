package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.feed.FeedPhase;
import dev.candlewick.sources.feed.SymbolFeedState;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import dev.candlewick.sources.websocket.split.WebSocketSplitSerializer;
import org.junit.jupiter.api.Test;

class WebSocketSplitSerializerTest {

    private final WebSocketSplitSerializer serializer = new WebSocketSplitSerializer();

    @Test
    void keepsWhatTheFeedRemembers() throws Exception {
        WebSocketSplit split;
        try (PlayedFeed feed =
                new PlayedFeed(WebSocketSource.builder(HyperliquidFeed.of()), "BTC")) {
            long now = TestingTimeSource.START.toEpochMilli();
            feed.connect().say(Wire.trades("BTC", now, 1, 2, 3));
            feed.round();
            split = feed.snapshot("BTC");
        }

        byte[] bytes = serializer.serialize(split);
        WebSocketSplit read = serializer.deserialize(serializer.getVersion(), bytes);

        assertThat(read.splitId()).isEqualTo("BTC");
        assertThat(read.state().phase()).isEqualTo(FeedPhase.LIVE);
        assertThat(serializer.serialize(read)).isEqualTo(bytes);
    }

    @Test
    void aSplitIsNotChangedByWhatComesAfterIt() throws Exception {
        try (PlayedFeed feed =
                new PlayedFeed(WebSocketSource.builder(HyperliquidFeed.of()), "BTC")) {
            WebSocketSplit before = feed.snapshot("BTC");
            byte[] bytes = serializer.serialize(before);
            feed.connect().say(Wire.trades("BTC", TestingTimeSource.START.toEpochMilli(), 1));
            feed.round();

            assertThat(serializer.serialize(before)).isEqualTo(bytes);
        }
    }

    @Test
    void keepsItsPlaceInTheJournal() throws Exception {
        JournalPosition position = new JournalPosition(1_788_436_800_123L, 16_777_301L);
        WebSocketSplit split = new WebSocketSplit(new SymbolFeedState("BTC"), position);

        WebSocketSplit read =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(split));

        assertThat(read.position()).isEqualTo(position);
    }

    @Test
    void refusesWhatANewerProgramWrote() throws Exception {
        byte[] bytes = serializer.serialize(WebSocketSplit.fresh("BTC"));

        assertThatThrownBy(() -> serializer.deserialize(3, bytes))
                .hasMessageContaining("version 3");
    }
}
