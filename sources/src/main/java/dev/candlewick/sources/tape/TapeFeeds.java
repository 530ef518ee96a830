package dev.candlewick.sources.tape;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.SymbolFeed;
import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The feeds of every symbol in a tape. A file counts as a connection, and a symbol belongs to the
 * file that its trades came from last: what another file says of it, or proves, does not hold for
 * its trades once that file has ended.
 */
final class TapeFeeds {

    /** The exchange closes a connection that is silent for so long: so does the end of a file. */
    private static final long LONGEST_SILENCE = Duration.ofSeconds(60).toMillis() * 1_000;

    private final long outOfOrderness;
    private final List<FileFeed> files = new ArrayList<>();
    private final Map<String, FileFeed> carriers = new TreeMap<>();
    private long newestExchangeTime;
    private long clock;
    private boolean ended;

    /**
     * @param outOfOrderness see {@link SymbolFeed}
     */
    TapeFeeds(TapeSplit split, long outOfOrderness) {
        this.outOfOrderness = outOfOrderness;
        this.newestExchangeTime = split.newestExchangeTime();
        this.clock = split.clock();
        this.ended = split.isEnded();
        split.files().forEach(position -> files.add(new FileFeed(position)));
        for (SymbolFeedState feed : split.feeds()) {
            FileFeed carrier = files.get(split.carriers().get(feed.symbol()));
            carriers.put(feed.symbol(), carrier);
            carrier.connection().add(new SymbolFeed(feed.copy(), outOfOrderness));
        }
    }

    /** The split as it stands, which later records do not change. */
    TapeSplit snapshot() {
        Map<String, Integer> places = new TreeMap<>();
        List<SymbolFeedState> states = new ArrayList<>();
        carriers.forEach(
                (symbol, carrier) -> {
                    places.put(symbol, files.indexOf(carrier));
                    states.add(carrier.connection().feed(symbol).state().copy());
                });
        return new TapeSplit(
                files.stream().map(FileFeed::position).toList(),
                places,
                states,
                newestExchangeTime,
                clock,
                ended);
    }

    /** Advances by one step of the tape and emits what it means. */
    void accept(TapeRecord record, Consumer<FeedEvent> out) {
        if (record instanceof TapeRecord.Frame frame) {
            onFrame(frame, out);
        } else if (record instanceof TapeRecord.EndOfFile end) {
            files.get(end.file()).onEnd(end.damage(), out);
        } else {
            ended = true;
            carriers.forEach(
                    (symbol, carrier) -> carrier.connection().feed(symbol).onEnd(clock, out));
        }
    }

    private void onFrame(TapeRecord.Frame frame, Consumer<FeedEvent> out) {
        FileFeed file = files.get(frame.file());
        clock = frame.receivedAt();
        if (!frame.isTimed()) {
            newestExchangeTime = frame.receivedAt();
        }
        file.beforeFrame(frame, out);
        for (Message message : frame.messages()) {
            onMessage(message, file, frame.receivedAt(), out);
        }
        file.afterFrame(frame, out);
    }

    private void onMessage(
            Message message, FileFeed file, long receivedAt, Consumer<FeedEvent> out) {
        if (message instanceof Message.Recording recording) {
            onRecording(recording, file, receivedAt, out);
        } else if (bringsTrades(message)) {
            carry(message.symbol(), file, receivedAt, out);
        }
        String symbol = message.symbol();
        FileFeed carrier = symbol == null ? file : carriers.getOrDefault(symbol, file);
        if (carrier == file || !carrier.isEnded()) {
            carrier.connection().onMessage(message, receivedAt, out);
        } else if (message instanceof Message.Rejected || message instanceof Message.Market) {
            file.connection().onMessage(message, receivedAt, out);
        }
    }

    /** A file that goes on recording where another one ended takes its symbols over. */
    private void onRecording(
            Message.Recording recording, FileFeed file, long receivedAt, Consumer<FeedEvent> out) {
        for (String symbol : recording.symbols()) {
            FileFeed former = carriers.get(symbol);
            if (former != null && former.isEnded()) {
                carry(symbol, file, receivedAt, out);
            }
        }
    }

    private static boolean bringsTrades(Message message) {
        if (message instanceof Message.Trades trades) {
            return trades.symbol() != null;
        }
        return message instanceof Message.Acknowledgement acknowledgement
                && acknowledgement.startsTrades();
    }

    /** Lets a symbol belong to a file, and takes it from the one before. */
    private void carry(String symbol, FileFeed file, long receivedAt, Consumer<FeedEvent> out) {
        FileFeed former = carriers.put(symbol, file);
        if (former == null) {
            file.connection().add(new SymbolFeed(new SymbolFeedState(symbol), outOfOrderness));
        } else if (former != file) {
            SymbolFeed feed = former.connection().remove(symbol);
            file.connection().add(feed);
            long silence = receivedAt - former.receivedAt();
            if (former.isEnded() && (silence < 0 || silence > LONGEST_SILENCE)) {
                feed.onDisconnected(former.receivedAt(), "end of " + former.path(), out);
            }
        }
    }
}
