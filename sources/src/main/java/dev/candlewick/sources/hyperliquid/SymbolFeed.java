package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns what happens to one symbol into its events, and decides by the trades that the exchange
 * sends again after every subscribe whether any were lost.
 *
 * <p>Event time moves only while the feed is live: between a disconnect and the resend that
 * resolves it, a book may arrive before trades that are older than the book, and would close
 * windows that are not whole.
 *
 * <p>Not safe for use by several threads.
 */
public final class SymbolFeed {

    private static final long UNKNOWN = SymbolFeedState.UNKNOWN;
    private static final int MAX_REASON = 200;
    private static final String DAMAGED = "a damaged frame";
    private static final long SECOND = Duration.ofSeconds(1).toMillis() * 1_000;

    /** How far apart events are that only say that the feed is still away. */
    private static final long WAITING = 5 * SECOND;

    private final SymbolFeedState state;
    private final GapLedger ledger;
    private final long tick;

    /** Tells the time at most once a second. */
    public SymbolFeed(SymbolFeedState state, long outOfOrderness) {
        this(state, outOfOrderness, SECOND);
    }

    /**
     * @param state goes on from here, and is changed
     * @param outOfOrderness in microseconds: how far behind the clock a trade may still come
     * @param tick in microseconds: how far apart events are that only tell the time
     */
    public SymbolFeed(SymbolFeedState state, long outOfOrderness, long tick) {
        this.state = state;
        this.ledger = new GapLedger(state, outOfOrderness);
        this.tick = tick;
    }

    public String symbol() {
        return state.symbol;
    }

    /** The live state, not a copy. */
    public SymbolFeedState state() {
        return state;
    }

    /** A connection that will carry the symbol stands. */
    public void onConnected(long at, Consumer<FeedEvent> out) {
        if (state.phase == FeedPhase.LIVE) {
            onDisconnected(at, "connected again", out);
        }
        out.accept(FeedEvent.status(Kind.CONNECTED, state.symbol, at, null));
    }

    /** The exchange has acknowledged the symbol's trades. */
    public void onSubscribed(long at, Consumer<FeedEvent> out) {
        if (state.phase == FeedPhase.LIVE) {
            // A recorder that kept acknowledgements but not the loss of its connection.
            onDisconnected(at, "subscribed again", out);
        }
        state.phase = FeedPhase.RESUBSCRIBED;
        out.accept(FeedEvent.status(Kind.SUBSCRIBED, state.symbol, at, null));
    }

    /** The connection is lost. */
    public void onDisconnected(long at, String why, Consumer<FeedEvent> out) {
        if (state.phase == FeedPhase.DOWN) {
            return;
        }
        state.phase = FeedPhase.DOWN;
        state.tickedAt = at;
        String reason = shortened(why);
        out.accept(FeedEvent.status(Kind.DISCONNECTED, state.symbol, at, reason));
        if (state.everLive) {
            ledger.open(reason, at, out);
        }
    }

    /** Something was refused that was, or may have been, trades of this symbol. */
    public void onDamage(long at, Consumer<FeedEvent> out) {
        if (state.everLive) {
            ledger.open(DAMAGED, at, out);
            if (state.phase == FeedPhase.LIVE) {
                ledger.pass();
            }
        }
    }

    /** The input has ended for good. What is missing then stays missing: the gap has no end. */
    public void onEnd(long at, Consumer<FeedEvent> out) {
        out.accept(FeedEvent.status(Kind.ENDED, state.symbol, at, null));
    }

    /**
     * A frame of trades of this symbol.
     *
     * @param whole whether none of its trades was refused
     */
    public void onTrades(
            List<Trade> trades, boolean whole, long receivedAt, Consumer<FeedEvent> out) {
        TradeFrame frame = TradeFrame.of(trades);
        boolean resend = state.phase != FeedPhase.LIVE;
        if (resend && frame.isEmpty() && state.lastTradeTime != UNKNOWN) {
            // The exchange always sends its newest trades, so this is no resend.
            return;
        }
        List<FeedGap> healed = List.of();
        if (resend) {
            healed = begin(frame, whole, receivedAt, out);
        } else if (whole) {
            ledger.endBefore(frame, receivedAt, out);
        } else {
            onDamage(receivedAt, out);
        }
        for (Trade trade : frame.trades()) {
            emit(stamped(trade, receivedAt, resend), resend, out);
        }
        healed.forEach(gap -> ledger.heal(gap, frame, receivedAt, out));
    }

    /** The exchange's clock was there, by any frame of this symbol. */
    public void onTime(long exchangeTime, long receivedAt, Consumer<FeedEvent> out) {
        if (state.phase == FeedPhase.LIVE) {
            moveClock(exchangeTime, receivedAt);
            tick(receivedAt, out);
        }
    }

    /**
     * Everything that was sent before the local instant {@code provenAt} has been handed over, so
     * event time may follow the receive time that has passed; never more.
     */
    public void onCarry(long provenAt, long receivedAt, Consumer<FeedEvent> out) {
        onCarry(provenAt, Long.MAX_VALUE, receivedAt, out);
    }

    /**
     * The same where the proof is weaker than a pong: event time does not pass {@code limit}
     * either.
     */
    public void onCarry(long provenAt, long limit, long receivedAt, Consumer<FeedEvent> out) {
        if (state.phase != FeedPhase.LIVE || state.clock == UNKNOWN) {
            return;
        }
        long carried = Math.min(state.clock + provenAt - state.anchorReceivedAt, limit);
        if (carried > state.clock) {
            // Both move alike, so that a limit delays time and does not lose it.
            moveClock(carried, state.anchorReceivedAt + carried - state.clock);
            tick(receivedAt, out);
        }
    }

    /** Time to let readers refresh what is forming, at most once a tick. */
    public void onTick(long receivedAt, Consumer<FeedEvent> out) {
        if (state.phase == FeedPhase.LIVE) {
            tick(receivedAt, out);
        } else if (state.everLive && isDue(receivedAt, WAITING)) {
            state.tickedAt = receivedAt;
            out.accept(FeedEvent.status(Kind.WAITING, state.symbol, receivedAt, null));
        }
    }

    /** The feed is live from the first frame after a subscribe on, whatever it proves. */
    private List<FeedGap> begin(
            TradeFrame resend, boolean whole, long receivedAt, Consumer<FeedEvent> out) {
        List<FeedGap> healed = List.of();
        if (resend.isEmpty()) {
            ledger.resolveEmpty(receivedAt, out);
        } else if (!state.everLive) {
            // Readers come to it; the clock does not, for it proves nothing beyond the trades.
            state.emittedClock = whole ? resend.start() : resend.end();
            out.accept(FeedEvent.of(Kind.COVERED, state.symbol, state.emittedClock, receivedAt));
        } else if (whole) {
            healed = ledger.resolve(resend, receivedAt, out);
        } else {
            ledger.open(DAMAGED, receivedAt, out);
            ledger.pass();
        }
        state.phase = FeedPhase.LIVE;
        state.everLive = true;
        return healed;
    }

    private void emit(Trade trade, boolean resend, Consumer<FeedEvent> out) {
        if (!resend || !state.hasSeen(trade.tradeId(), 0)) {
            state.see(trade.tradeId());
        }
        state.lastTradeTime = Math.max(state.lastTradeTime, trade.tradeTime());
        moveClock(trade.tradeTime(), trade.receivedAt());
        state.emittedClock = Math.max(state.emittedClock, trade.tradeTime());
        out.accept(FeedEvent.trade(trade));
    }

    private static Trade stamped(Trade trade, long receivedAt, boolean resend) {
        Origin origin = resend && trade.origin() == Origin.STREAM ? Origin.RESEND : trade.origin();
        if (origin == trade.origin() && receivedAt == trade.receivedAt()) {
            return trade;
        }
        return new Trade(
                trade.symbol(),
                trade.tradeTime(),
                trade.price(),
                trade.size(),
                trade.side(),
                trade.tradeId(),
                receivedAt,
                origin);
    }

    private void moveClock(long to, long receivedAt) {
        if (to > state.clock) {
            state.clock = to;
            state.anchorReceivedAt = receivedAt;
        }
    }

    private void tick(long receivedAt, Consumer<FeedEvent> out) {
        if (state.clock == UNKNOWN) {
            return;
        }
        boolean moved = state.emittedClock == UNKNOWN || state.clock - state.emittedClock >= tick;
        if (moved || isDue(receivedAt, tick)) {
            state.emittedClock = Math.max(state.emittedClock, state.clock);
            state.tickedAt = receivedAt;
            out.accept(FeedEvent.time(state.symbol, state.clock, receivedAt));
        }
    }

    private boolean isDue(long receivedAt, long every) {
        // A clock that was set back must not silence the ticks until it has caught up.
        return receivedAt < state.tickedAt || receivedAt - every >= state.tickedAt;
    }

    /** A tape may give any text for a reason, and the reason is kept in the state. */
    private static String shortened(String why) {
        return why.length() <= MAX_REASON ? why : why.substring(0, MAX_REASON) + "…";
    }
}
