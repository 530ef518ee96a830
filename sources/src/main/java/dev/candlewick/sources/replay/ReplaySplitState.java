package dev.candlewick.sources.replay;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.FeedPhase;
import dev.candlewick.sources.feed.FeedRouter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.ScannedFrame;
import dev.candlewick.sources.feed.SymbolFeed;
import dev.candlewick.sources.feed.SymbolFeedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The feeds of every symbol in a recording. A file counts as a connection, and a symbol belongs to
 * the file that its trades came from last: what another file says of it, or proves, does not hold
 * for its trades once that file has ended.
 */
final class ReplaySplitState {

    /** The exchange closes a connection that is silent for so long: so does the end of a file. */
    private static final long LONGEST_SILENCE = Duration.ofSeconds(60).toMillis() * 1_000;

    private static final long TICK = Duration.ofSeconds(1).toMillis() * 1_000;

    private static final FeedSignal ENDED = new FeedSignal.Ended();

    private final long outOfOrderness;
    private final List<RecordedConnection> files = new ArrayList<>();
    private final Set<String> carried;

    /**
     * By symbol, so that what happens to all of them happens in one order, also after a restart.
     */
    private final Map<String, Followed> feeds = new TreeMap<>();

    /** The same, to look them up. */
    private final Map<String, Followed> bySymbol = new HashMap<>();

    private long newestExchangeTime;
    private long clock;
    private boolean ended;

    /** A feed, and the file that it is carried by. */
    private static final class Followed {
        private final SymbolFeed feed;
        private RecordedConnection file;

        private Followed(SymbolFeed feed, RecordedConnection file) {
            this.feed = feed;
            this.file = file;
        }
    }

    ReplaySplitState(ReplaySplit split, long outOfOrderness) {
        this.outOfOrderness = outOfOrderness;
        this.newestExchangeTime = split.newestExchangeTime();
        this.clock = split.clock();
        this.ended = split.isEnded();
        this.carried = new HashSet<>(split.carried());
        split.files().forEach(position -> files.add(new RecordedConnection(position, this)));
        for (SymbolFeedState feed : split.feeds()) {
            RecordedConnection file = files.get(split.carriers().get(feed.symbol()));
            follow(feed.copy(), file);
            if (feed.phase() == FeedPhase.RESUBSCRIBED) {
                file.router().awaitResend(feed.symbol());
            }
        }
    }

    /** A recording is not watched in real time, so only events that move time are emitted. */
    private Followed follow(SymbolFeedState feed, RecordedConnection file) {
        Followed followed = new Followed(new SymbolFeed(feed, outOfOrderness, TICK, false), file);
        feeds.put(feed.symbol(), followed);
        bySymbol.put(feed.symbol(), followed);
        return followed;
    }

    /** The split as it stands, which later frames do not change. */
    ReplaySplit snapshot() {
        Map<String, Integer> places = new TreeMap<>();
        List<SymbolFeedState> states = new ArrayList<>();
        feeds.forEach(
                (symbol, followed) -> {
                    places.put(symbol, files.indexOf(followed.file));
                    states.add(followed.feed.state().copy());
                });
        return new ReplaySplit(
                files.stream().map(RecordedConnection::position).toList(),
                places,
                states,
                carried,
                newestExchangeTime,
                clock,
                ended);
    }

    /** The symbols that any of the files carries; changed by their routers. */
    Set<String> carried() {
        return carried;
    }

    /** Advances by a batch and emits what it means. */
    void accept(ReplayBatch batch, Consumer<FeedEvent> out) {
        int start = 0;
        for (ReplayBatch.Step step : batch.steps()) {
            accept(batch, start, step, out);
            start = step.end();
        }
    }

    private void accept(
            ReplayBatch batch, int start, ReplayBatch.Step step, Consumer<FeedEvent> out) {
        switch (step.kind()) {
            case TIMED_FRAME, UNTIMED_FRAME -> {
                clock = step.receivedAt();
                if (step.kind() == ReplayBatch.Kind.UNTIMED_FRAME) {
                    newestExchangeTime = clock;
                }
                files.get(step.file()).onFrame(batch, start, step, out);
            }
            case END_OF_FILE ->
                    files.get(step.file()).onEnd(batch.signals().subList(start, step.end()), out);
            case END -> {
                ended = true;
                feeds.values().forEach(followed -> ENDED.tell(followed.feed, clock, out));
            }
        }
    }

    /** A file says something of a symbol. */
    void tell(
            String symbol,
            FeedSignal signal,
            RecordedConnection file,
            long at,
            Consumer<FeedEvent> out) {
        Followed followed = bySymbol.get(symbol);
        if (bringsTrades(signal)) {
            if (followed == null) {
                followed = follow(new SymbolFeedState(symbol), file);
            } else if (followed.file != file) {
                followed.file.router().stopAwaiting(symbol);
                takeOver(followed, file, at, out);
            }
        }
        if (followed != null && (followed.file == file || !followed.file.isEnded())) {
            signal.tell(followed.feed, at, out);
        } else {
            signal.emit(at, out);
        }
    }

    /** Something happens to the connection that a file recorded. */
    void tellAll(FeedSignal signal, RecordedConnection file, long at, Consumer<FeedEvent> out) {
        for (Followed followed : feeds.values()) {
            if (followed.file == file) {
                signal.tell(followed.feed, at, out);
            }
        }
    }

    private static boolean bringsTrades(FeedSignal signal) {
        return signal instanceof FeedSignal.Trades
                || signal instanceof ScannedFrame
                || (signal instanceof FeedSignal.Acknowledgement acknowledgement
                        && acknowledgement.startsTrades());
    }

    /**
     * A file carries the symbols that its recorder names, also those without trades. One that goes
     * on where another one ended takes its symbols over.
     */
    void onHeader(
            FeedSignal.Recording header,
            RecordedConnection file,
            long at,
            Consumer<FeedEvent> out) {
        for (String symbol : header.symbols()) {
            Followed followed = feeds.get(symbol);
            if (followed == null && !symbol.equals(FeedRouter.NO_COIN)) {
                follow(new SymbolFeedState(symbol), file);
            } else if (followed != null && followed.file != file && followed.file.isEnded()) {
                if (followed.file.router().stopAwaiting(symbol)) {
                    file.router().awaitResend(symbol);
                }
                takeOver(followed, file, at, out);
            }
        }
    }

    private static void takeOver(
            Followed followed, RecordedConnection file, long at, Consumer<FeedEvent> out) {
        RecordedConnection former = followed.file;
        followed.file = file;
        long silence = at - former.receivedAt();
        boolean isApart = file.isApartFrom(former) || silence < 0 || silence > LONGEST_SILENCE;
        if (former.isEnded() && isApart) {
            followed.feed.onDisconnected(former.receivedAt(), "end of " + former.path(), out);
        }
    }
}
