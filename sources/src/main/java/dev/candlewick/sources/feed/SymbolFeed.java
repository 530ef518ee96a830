package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
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

    /** The reason of a gap in which nothing is missing but refused input. */
    public static final String DAMAGED = "a damaged frame";

    private static final long SECOND = Duration.ofSeconds(1).toMillis() * 1_000;

    /** How far apart events are that only say that the feed is still away. */
    private static final long WAITING = 5 * SECOND;

    private final SymbolFeedState state;
    private final GapLedger ledger;
    private final EventClock clock;

    /** Emits the time at most once a second. */
    public SymbolFeed(SymbolFeedState state, long outOfOrderness) {
        this(state, outOfOrderness, SECOND, true);
    }

    /**
     * @param state goes on from here, and is changed
     * @param outOfOrderness in microseconds: how far behind the clock a trade may still come
     * @param tick in microseconds: how far apart events are that carry only the time
     * @param emitsIdleTime whether they also come while event time stands still, as a live feed
     *     needs
     */
    public SymbolFeed(
            SymbolFeedState state, long outOfOrderness, long tick, boolean emitsIdleTime) {
        this.state = state;
        this.ledger = new GapLedger(state, outOfOrderness);
        this.clock = new EventClock(state, tick, emitsIdleTime);
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

    /** Input was refused, or lost, that may have held trades of the symbol. */
    public void onDamage(String why, long at, Consumer<FeedEvent> out) {
        ledger.openDamaged(shortened(why), at, out);
        if (state.phase == FeedPhase.LIVE) {
            ledger.pass();
        }
    }

    /**
     * The symbol is collected no more: its open windows end, and a gap stands until it returns,
     * which the trades sent again then end or heal.
     */
    public void onLeave(long at, Consumer<FeedEvent> out) {
        onDisconnected(at, Gap.LEFT_UNIVERSE, out);
        onEnd(at, out);
        state.phase = FeedPhase.LEFT;
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
        } else if (state.clock == UNKNOWN && !frame.isEmpty()) {
            cover(whole ? frame.oldestTime() : frame.end(), receivedAt, out);
        } else if (whole) {
            ledger.endBefore(frame, receivedAt, out);
        } else {
            onDamage(DAMAGED, receivedAt, out);
        }
        for (Trade trade : frame.trades()) {
            emit(stamped(trade, receivedAt, resend), resend, out);
        }
        healed.forEach(gap -> ledger.heal(gap, frame, receivedAt, out));
    }

    /**
     * The whole frame of trades as one run, where it is one like most: of a live feed without gaps,
     * in the order of time.
     *
     * @return whether it was; otherwise nothing has happened
     */
    boolean onRun(TradeRun run, long receivedAt, Consumer<FeedEvent> out) {
        if (!isUsual() || !run.isInOrder()) {
            return false;
        }
        for (int i = 0; i < run.length(); i++) {
            state.see(run.tradeId(i));
        }
        long newest = run.tradeTime(run.length() - 1);
        clock.onTrade(newest, receivedAt);
        out.accept(FeedEvent.trades(run.receivedAt(receivedAt)));
        return true;
    }

    /** The same of a frame among others, whose trades go on as they stand there. */
    boolean onScanned(ScannedFrame frame, long receivedAt, Consumer<FeedEvent> out) {
        if (!isUsual() || !frame.isInOrder() || !(out instanceof Runs runs)) {
            return false;
        }
        ScannedTrades trades = frame.trades();
        for (int i = frame.from(); i < frame.to(); i++) {
            state.see(trades.id(i));
        }
        clock.onTrade(trades.time(frame.to() - 1), receivedAt);
        runs.add(frame, receivedAt);
        return true;
    }

    private boolean isUsual() {
        return state.phase == FeedPhase.LIVE && state.clock != UNKNOWN && state.gaps.isEmpty();
    }

    /** The exchange's clock was there, by any frame of this symbol. */
    public void onTime(long exchangeTime, long receivedAt, Consumer<FeedEvent> out) {
        if (state.phase == FeedPhase.LIVE) {
            if (state.clock == UNKNOWN) {
                // It has never traded: its feed was whole, but since when is unknown.
                clock.cover(exchangeTime, receivedAt, out);
            }
            clock.moveTo(exchangeTime, receivedAt);
            clock.tick(receivedAt, out);
        }
    }

    /**
     * Everything that was sent before the local instant {@code provenAt} has been handed over, so
     * event time may follow the receive time that has passed, but not beyond {@code limit}.
     */
    public void onCarry(long provenAt, long limit, long receivedAt, Consumer<FeedEvent> out) {
        boolean isLive = state.phase == FeedPhase.LIVE && state.clock != UNKNOWN;
        if (isLive && clock.carry(provenAt, limit)) {
            clock.tick(receivedAt, out);
        }
    }

    /** Time to let readers refresh what is forming, at most once a tick. */
    public void onTick(long receivedAt, Consumer<FeedEvent> out) {
        if (state.phase == FeedPhase.LIVE) {
            clock.tick(receivedAt, out);
        } else if (state.everLive && clock.isDue(receivedAt, WAITING)) {
            state.tickedAt = receivedAt;
            out.accept(FeedEvent.status(Kind.WAITING, state.symbol, receivedAt, null));
        }
    }

    /** The feed is live from the first frame after a subscribe on, whatever it proves. */
    private List<FeedGap> begin(
            TradeFrame resend, boolean whole, long receivedAt, Consumer<FeedEvent> out) {
        List<FeedGap> healed = List.of();
        clock.goOnFrom(receivedAt);
        if (resend.isEmpty()) {
            ledger.resolveEmpty(receivedAt, out);
        } else if (!state.everLive) {
            cover(whole ? resend.start() : resend.end(), receivedAt, out);
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

    private void cover(long start, long receivedAt, Consumer<FeedEvent> out) {
        ledger.endAtCoverage(start, receivedAt, out);
        clock.cover(start, receivedAt, out);
    }

    private void emit(Trade trade, boolean resend, Consumer<FeedEvent> out) {
        if (!resend || !state.hasSeen(trade.tradeId(), 0)) {
            state.see(trade.tradeId());
        }
        clock.onTrade(trade.tradeTime(), trade.receivedAt());
        out.accept(FeedEvent.trade(trade));
    }

    private static Trade stamped(Trade trade, long receivedAt, boolean resend) {
        Origin origin = resend && trade.origin() == Origin.STREAM ? Origin.RESEND : trade.origin();
        return trade.received(receivedAt, origin);
    }

    /** A recording may hold a reason of any length, and the state keeps it. */
    private static String shortened(String why) {
        return why.length() <= MAX_REASON ? why : why.substring(0, MAX_REASON) + "…";
    }
}
