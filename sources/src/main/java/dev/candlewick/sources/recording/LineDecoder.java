package dev.candlewick.sources.recording;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FrameDecoder;
import java.util.function.Consumer;

/**
 * Lines of one connection to signals, whether the exchange or the recorder wrote them. As safe for
 * use by several threads as its decoder of frames.
 */
public record LineDecoder(String source, FrameDecoder frames) {

    /**
     * @param at the receive time, or what stands for it in a recording without
     */
    public void decode(RecordedLine line, long at, Consumer<FeedSignal> out) {
        if (!line.isControl()) {
            frames.decode(line.bytes(), line.offset(), line.length(), at, out);
            return;
        }
        FeedSignal signal = line.signal(source, at);
        if (signal instanceof FeedSignal.Disconnected) {
            frames.onDisconnected();
        }
        out.accept(signal);
    }

    /** Restores what later lines depend on from a line that was decoded before a restart. */
    public void recall(RecordedLine line) {
        if (line.isControl()) {
            decode(line, 0, signal -> {});
        } else {
            frames.recall(line.bytes(), line.offset(), line.length());
        }
    }
}
