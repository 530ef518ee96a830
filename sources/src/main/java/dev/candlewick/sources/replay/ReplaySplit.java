package dev.candlewick.sources.replay;

import dev.candlewick.sources.feed.SymbolFeedState;
import dev.candlewick.sources.recording.RecordedLine;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A recording and how far it has been read, feeds included: the whole state of the source.
 *
 * @param carriers the file that the trades of a symbol came from last, by its place in the list
 * @param carried the symbols that its files carry
 * @param newestExchangeTime of the files without receive times: their clock
 * @param clock the receive time of the last frame
 */
record ReplaySplit(
        List<FilePosition> files,
        Map<String, Integer> carriers,
        List<SymbolFeedState> feeds,
        Set<String> carried,
        long newestExchangeTime,
        long clock,
        boolean isEnded)
        implements SourceSplit, Serializable {

    private static final String ID = "tape";

    /** A recording of which nothing has been read. */
    static ReplaySplit of(List<String> paths) {
        List<FilePosition> start = paths.stream().map(FilePosition::startOf).toList();
        return new ReplaySplit(start, Map.of(), List.of(), Set.of(), 0, 0, false);
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
     * @param tickedAt when its symbols last came to know the time
     * @param takesAll whether nothing in it has named the symbols that it carries
     * @param lane of the recorder; empty where it does not say
     * @param segment its number in the lane
     */
    record FilePosition(
            String path,
            long frames,
            long receivedAt,
            long exchangeTime,
            long exchangeTimeAt,
            long tickedAt,
            boolean takesAll,
            boolean isEnded,
            String lane,
            long segment)
            implements Serializable {

        static FilePosition startOf(String path) {
            long none = RecordedLine.UNTIMED;
            return new FilePosition(path, 0, none, none, none, none, true, false, "", 0);
        }
    }
}
