package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import java.util.function.Consumer;

/** Moves the event time of a symbol, and emits it at intervals. */
final class EventClock {

    private static final long UNKNOWN = SymbolFeedState.UNKNOWN;

    private final SymbolFeedState state;
    private final long tick;
    private final boolean emitsIdleTime;

    EventClock(SymbolFeedState state, long tick, boolean emitsIdleTime) {
        this.state = state;
        this.tick = tick;
        this.emitsIdleTime = emitsIdleTime;
    }

    /** Emits the start of coverage; the clock stays, because no later time is proven. */
    void cover(long start, long receivedAt, Consumer<FeedEvent> out) {
        state.emittedClock = start;
        out.accept(FeedEvent.of(Kind.COVERED, state.symbol, start, receivedAt));
    }

    /** Trades up to this time are emitted. */
    void onTrade(long tradeTime, long receivedAt) {
        state.lastTradeTime = Math.max(state.lastTradeTime, tradeTime);
        moveTo(tradeTime, receivedAt);
        state.emittedClock = Math.max(state.emittedClock, tradeTime);
    }

    void moveTo(long time, long receivedAt) {
        if (time > state.clock) {
            state.clock = time;
            state.anchorReceivedAt = receivedAt;
        }
    }

    /**
     * Takes no receive time before this for time that has passed: the wall clock may have been set
     * while the feed was away.
     */
    void goOnFrom(long receivedAt) {
        state.anchorReceivedAt = receivedAt;
    }

    /** Follows the receive time that has passed; returns whether event time has moved. */
    boolean carry(long provenAt, long limit) {
        long carried = Math.min(state.clock + provenAt - state.anchorReceivedAt, limit);
        if (carried <= state.clock) {
            return false;
        }
        // Both move alike, so that a limit delays time and does not lose it.
        moveTo(carried, state.anchorReceivedAt + carried - state.clock);
        return true;
    }

    /** Emits the time if it is due. */
    void tick(long receivedAt, Consumer<FeedEvent> out) {
        if (state.clock == UNKNOWN) {
            return;
        }
        boolean moved = state.emittedClock == UNKNOWN || state.clock - state.emittedClock >= tick;
        boolean counts = emitsIdleTime || state.clock > state.emittedClock;
        if (moved || (counts && isDue(receivedAt, tick))) {
            state.emittedClock = Math.max(state.emittedClock, state.clock);
            state.tickedAt = receivedAt;
            out.accept(FeedEvent.time(state.symbol, state.clock, receivedAt));
        }
    }

    boolean isDue(long receivedAt, long every) {
        // A clock that was set back must not silence the ticks until it has caught up.
        return receivedAt < state.tickedAt || receivedAt - every >= state.tickedAt;
    }
}
