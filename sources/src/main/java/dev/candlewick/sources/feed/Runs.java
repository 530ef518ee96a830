package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers the trades of each symbol, over the frames of a fetch, into runs. Whatever else a feed
 * says of a symbol keeps its place among the symbol's trades. A fetch ends with {@link #flush}, so
 * that nothing waits here when a checkpoint or a watermark passes.
 *
 * <p>Not safe for use by several threads.
 */
public final class Runs implements Consumer<FeedEvent> {
    private final Map<String, Gathered> bySymbol = new HashMap<>();
    private final TradeRunBuilder.Head head = new TradeRunBuilder.Head();
    private Consumer<FeedEvent> out;

    /** Sends what follows, and what is gathered, there. */
    public Runs to(Consumer<FeedEvent> receiver) {
        out = receiver;
        return this;
    }

    @Override
    public void accept(FeedEvent event) {
        if (event instanceof FeedEvent.Trades trades) {
            gathered(trades.symbol()).add(trades, out);
        } else if (event.kind() == FeedEvent.Kind.DATA || event.symbol().isEmpty()) {
            out.accept(event); // it has no place among trades
        } else {
            gathered(event.symbol()).flush(out);
            out.accept(event);
        }
    }

    /** Takes the trades of a frame, received at an instant. */
    void add(ScannedFrame frame, long receivedAt) {
        head.symbol = frame.symbol();
        head.origin = frame.origin();
        head.receivedAt = receivedAt;
        gathered(frame.symbol()).add(frame, head, out);
    }

    /** Lets go of everything. */
    public void flush() {
        for (Gathered gathered : bySymbol.values()) {
            gathered.flush(out);
        }
    }

    private Gathered gathered(String symbol) {
        return bySymbol.computeIfAbsent(symbol, absent -> new Gathered());
    }

    /** The trades of one symbol. */
    private static final class Gathered {
        private final TradeRunBuilder builder = new TradeRunBuilder();

        /** The only run so far, which goes on as it is if it stays alone. */
        private FeedEvent.Trades only;

        void add(FeedEvent.Trades event, Consumer<FeedEvent> out) {
            if (only == null && builder.isEmpty()) {
                only = event;
                return;
            }
            joinOthers(out);
            append(event.run(), out);
        }

        void add(ScannedFrame frame, TradeRunBuilder.Head head, Consumer<FeedEvent> receiver) {
            joinOthers(receiver);
            ScannedTrades trades = frame.trades();
            for (int i = frame.from(); i < frame.to(); i++) {
                if (!builder.accepts(head.symbol, head.origin, trades.time(i))) {
                    receiver.accept(FeedEvent.trades(builder.build()));
                }
                trades.appendTo(builder, head, i);
            }
        }

        private void joinOthers(Consumer<FeedEvent> receiver) {
            if (only != null) {
                append(only.run(), receiver);
                only = null;
            }
        }

        private void append(TradeRun run, Consumer<FeedEvent> out) {
            if (builder.appendAll(run)) {
                return;
            }
            for (int i = 0; i < run.length(); i++) {
                if (!builder.accepts(run, i)) {
                    out.accept(FeedEvent.trades(builder.build()));
                }
                builder.append(run, i);
            }
        }

        void flush(Consumer<FeedEvent> out) {
            if (only != null) {
                out.accept(only);
                only = null;
            } else if (!builder.isEmpty()) {
                out.accept(FeedEvent.trades(builder.build()));
            }
        }
    }
}
