package dev.candlewick.sources.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which symbols a signal of one connection is for. The one place where it is decided: for a
 * socket, for the frame journal and for a recording.
 *
 * <p>A live connection carries the symbols that were added. A recording carries those that its
 * recorder names, or whose subscriptions are acknowledged in it; as long as it has neither, it
 * carries every symbol in it. Signals of other symbols are left out, except that refused input
 * always goes out. Not thread-safe.
 */
public final class FeedRouter {

    /** Stands for a symbol where streams belong to none; no symbol has an empty name. */
    public static final String NO_COIN = "";

    private static final Logger LOG = LoggerFactory.getLogger(FeedRouter.class);
    private static final int MAX_FOREIGN = 1_000;
    private static final FeedSignal DAMAGED = new FeedSignal.Damaged(SymbolFeed.DAMAGED);

    private final Output out;
    private final Set<String> carried;
    private final boolean learns;
    private final Set<String> awaitingResend = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();
    private boolean takesAll;

    /** Where signals go. */
    public interface Output {

        /**
         * @param symbol carried, or {@link #NO_COIN}
         */
        void tell(String symbol, FeedSignal signal, long at);

        /** What concerns every symbol of the connection, but not what belongs to none. */
        default void tellAll(Set<String> symbols, FeedSignal signal, long at) {
            for (String symbol : symbols) {
                if (!symbol.equals(NO_COIN)) {
                    tell(symbol, signal, at);
                }
            }
        }
    }

    private FeedRouter(Set<String> carried, boolean learns, boolean takesAll, Output out) {
        this.carried = carried;
        this.learns = learns;
        this.takesAll = takesAll;
        this.out = out;
    }

    /** Of a connection that carries what is added. */
    public static FeedRouter ofConnection(Output out) {
        return new FeedRouter(new LinkedHashSet<>(), false, false, out);
    }

    /**
     * Of one file of a recording.
     *
     * @param carried by any of the recording's files; shared by their routers
     * @param takesAll whether neither its recorder nor an acknowledgement in it has named a symbol
     */
    public static FeedRouter ofRecording(Set<String> carried, boolean takesAll, Output out) {
        return new FeedRouter(carried, true, takesAll, out);
    }

    public boolean takesAll() {
        return takesAll;
    }

    public void add(String symbol) {
        carried.add(symbol);
    }

    /** The next trades of the symbol are those that are sent again after a subscribe. */
    public void awaitResend(String symbol) {
        awaitingResend.add(symbol);
    }

    public void remove(String symbol) {
        carried.remove(symbol);
        awaitingResend.remove(symbol);
    }

    /** Whether the resend of the symbol was awaited on this connection; it no longer is. */
    public boolean stopAwaiting(String symbol) {
        return awaitingResend.remove(symbol);
    }

    /** In the order in which they came; {@link #NO_COIN} comes last. */
    public List<String> symbols() {
        List<String> symbols = new ArrayList<>(carried);
        if (symbols.remove(NO_COIN)) {
            symbols.add(NO_COIN);
        }
        return symbols;
    }

    private boolean carries(String symbol) {
        if (takesAll || carried.contains(symbol) || (learns && symbol.equals(NO_COIN))) {
            return true;
        }
        if (foreign.size() < MAX_FOREIGN && foreign.add(symbol)) {
            LOG.info("Dropping data of '{}': this connection did not subscribe to them", symbol);
        }
        return false;
    }

    public void on(FeedSignal signal, long at) {
        if (signal instanceof FeedSignal.Trades trades) {
            String symbol = trades.symbol();
            onTrades(symbol == null ? onlyOneAwaitingResend() : symbol, trades, at);
        } else if (signal instanceof ScannedFrame scanned) {
            onTrades(scanned.symbol(), scanned, at);
        } else if (signal instanceof FeedSignal.Market market) {
            onMarket(market, at);
        } else if (signal instanceof FeedSignal.Acknowledgement acknowledgement) {
            onAcknowledged(acknowledgement, at);
        } else if (signal instanceof FeedSignal.Rejected rejected) {
            onRejected(rejected, at);
        } else if (signal instanceof FeedSignal.Recording recording) {
            onRecording(recording);
        } else if (signal instanceof FeedSignal.Quarantined quarantined) {
            if (!quarantined.symbol().equals(NO_COIN)) {
                out.tell(quarantined.symbol(), quarantined, at);
            }
        } else if (isOfAll(signal)) {
            out.tellAll(carried, signal, at);
        }
    }

    /** The rest is between the exchange and the session. */
    private boolean isOfAll(FeedSignal signal) {
        if (signal instanceof FeedSignal.Connected || signal instanceof FeedSignal.Disconnected) {
            awaitingResend.clear();
            return true;
        }
        return signal instanceof FeedSignal.Drained
                || signal instanceof FeedSignal.Damaged
                || signal instanceof FeedSignal.Tick
                || signal instanceof FeedSignal.Ended;
    }

    private void onTrades(String symbol, FeedSignal trades, long at) {
        if (symbol != null && carries(symbol)) {
            awaitingResend.remove(symbol);
            if (takesAll) {
                carried.add(symbol);
            }
            out.tell(symbol, trades, at);
        }
    }

    /**
     * An empty resend names no symbol. Where it may be of several it proves nothing for any: a
     * later frame of trades decides, at the price of a gap that may not be one.
     */
    private String onlyOneAwaitingResend() {
        return awaitingResend.size() == 1 ? awaitingResend.iterator().next() : null;
    }

    private void onMarket(FeedSignal.Market market, long at) {
        String symbol = market.symbol() == null ? NO_COIN : market.symbol();
        if (carries(symbol)) {
            out.tell(symbol, market, at);
        }
    }

    private void onAcknowledged(FeedSignal.Acknowledgement acknowledgement, long at) {
        String symbol = acknowledgement.symbol();
        if (symbol == null) {
            return;
        }
        if (learns && acknowledgement.isSubscribed()) {
            takesAll = false;
            carried.add(symbol);
        }
        if (acknowledgement.startsTrades() && carries(symbol)) {
            awaitingResend.add(symbol);
            out.tell(symbol, acknowledgement, at);
        } else if (acknowledgement.stopsTrades() && carries(symbol)) {
            awaitingResend.remove(symbol);
            out.tell(symbol, acknowledgement, at);
        }
    }

    private void onRecording(FeedSignal.Recording recording) {
        if (learns) {
            takesAll = false;
            carried.addAll(recording.symbols());
        }
    }

    /** Goes out whichever symbol it is about, and may be a hole in the trades of some. */
    private void onRejected(FeedSignal.Rejected rejected, long at) {
        String symbol = rejected.symbol();
        boolean known = symbol != null && carried.contains(symbol);
        String outlet = known ? symbol : anyOutlet();
        if (outlet != null) {
            out.tell(outlet, rejected, at);
        }
        if (rejected.mayHoldTrades() && symbol == null) {
            out.tellAll(carried, DAMAGED, at);
        } else if (rejected.mayHoldTrades() && known) {
            out.tell(symbol, DAMAGED, at);
        }
    }

    private String anyOutlet() {
        return learns ? NO_COIN : carried.isEmpty() ? null : carried.iterator().next();
    }
}
