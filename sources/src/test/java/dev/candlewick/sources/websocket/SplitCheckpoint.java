package dev.candlewick.sources.websocket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits as bytes, as a checkpoint keeps them. */
final class SplitCheckpoint {

    private final SymbolSplitSerializer serializer = new SymbolSplitSerializer();
    private final List<byte[]> splits = new ArrayList<>();

    void take(FeedUnderTest feed, String... symbols) throws IOException {
        for (String symbol : symbols) {
            splits.add(serializer.serialize(feed.snapshot(symbol)));
        }
    }

    void restoreTo(FeedUnderTest feed) throws IOException {
        for (byte[] split : splits) {
            feed.add(serializer.deserialize(serializer.getVersion(), split));
        }
    }
}
