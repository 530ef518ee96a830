package dev.candlewick.sources.tape;

import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A tape and how far it has been read, feeds included: the whole state of the source.
 *
 * @param carriers the file that the trades of a symbol came from last, by its place in the list
 * @param newestExchangeTime of the files without receive times: their clock
 * @param clock the receive time of the last frame
 */
record TapeSplit(
        List<FilePosition> files,
        Map<String, Integer> carriers,
        List<SymbolFeedState> feeds,
        long newestExchangeTime,
        long clock,
        boolean isEnded)
        implements SourceSplit, Serializable {

    private static final String ID = "tape";

    /** A tape that nothing has been read of. */
    static TapeSplit of(List<String> paths) {
        List<FilePosition> start = paths.stream().map(FilePosition::startOf).toList();
        return new TapeSplit(start, Map.of(), List.of(), 0, 0, false);
    }

    @Override
    public String splitId() {
        return ID;
    }

    /**
     * How far one file has been read.
     *
     * @param frames how many were emitted
     * @param receivedAt of the last one
     * @param exchangeTime the newest in it
     * @param exchangeTimeAt the receive time of that
     * @param tickedAt when its symbols were last told the time
     */
    record FilePosition(
            String path,
            long frames,
            long receivedAt,
            long exchangeTime,
            long exchangeTimeAt,
            long tickedAt,
            boolean isEnded)
            implements Serializable {

        static FilePosition startOf(String path) {
            long none = TapeLine.UNTIMED;
            return new FilePosition(path, 0, none, none, none, none, false);
        }
    }
}
