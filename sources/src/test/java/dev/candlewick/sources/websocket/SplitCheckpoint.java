package dev.candlewick.sources.websocket;

import dev.candlewick.sources.websocket.reader.FeedUnderTest;
import dev.candlewick.sources.websocket.split.WebSocketSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits as bytes, as a checkpoint keeps them. */
public final class SplitCheckpoint {

    private final WebSocketSplitSerializer serializer = new WebSocketSplitSerializer();
    private final List<byte[]> splits = new ArrayList<>();

    public void take(FeedUnderTest feed, String... symbols) throws IOException {
        for (String symbol : symbols) {
            splits.add(serializer.serialize(feed.snapshot(symbol)));
        }
    }

    public void restoreTo(FeedUnderTest feed) throws IOException {
        for (byte[] split : splits) {
            feed.add(serializer.deserialize(serializer.getVersion(), split));
        }
    }
}
