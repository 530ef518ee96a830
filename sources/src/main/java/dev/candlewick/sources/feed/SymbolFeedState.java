package dev.candlewick.sources.feed;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What has to be remembered of a symbol's feed. HotRetention in splits, so it can be written and
 * read.
 */
public final class SymbolFeedState implements Serializable {

    /** An instant that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final int VERSION = 2;

    /** Eight times the trades that are sent again after a subscribe. */
    private static final int REMEMBERED_IDS = 256;

    final String symbol;
    FeedPhase phase = FeedPhase.NEW;

    /** Whether the feed was live at any time before. */
    boolean everLive;

    long lastTradeTime = UNKNOWN;

    /** How far event time is proven. */
    long clock = UNKNOWN;

    /** The receive time that belongs to {@link #clock}. */
    long anchorReceivedAt = UNKNOWN;

    /** The event time that the emitted events have come to. */
    long emittedClock = UNKNOWN;

    /** The receive time of the last emitted {@code TIME}. */
    long tickedAt = UNKNOWN;

    /** Those that have not ended, at most one, and those that a resend may still heal. */
    final List<FeedGap> gaps = new ArrayList<>(0);

    private long[] ids = new long[0];
    private int idsSeen;

    public SymbolFeedState(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public FeedPhase phase() {
        return phase;
    }

    /** A copy that later events do not change. */
    public SymbolFeedState copy() {
        SymbolFeedState copy = new SymbolFeedState(symbol);
        copy.phase = phase;
        copy.everLive = everLive;
        copy.lastTradeTime = lastTradeTime;
        copy.clock = clock;
        copy.anchorReceivedAt = anchorReceivedAt;
        copy.emittedClock = emittedClock;
        copy.tickedAt = tickedAt;
        gaps.forEach(gap -> copy.gaps.add(gap.copy()));
        copy.ids = ids.clone();
        copy.idsSeen = idsSeen;
        return copy;
    }

    /** Until when trades are known to be whole; {@link #UNKNOWN} if nothing is known. */
    long provenUntil(long outOfOrderness) {
        long byClock = clock == UNKNOWN ? UNKNOWN : clock - outOfOrderness;
        return Math.max(lastTradeTime, byClock);
    }

    /** The gap that has not ended; null without one. */
    FeedGap openGap() {
        for (FeedGap gap : gaps) {
            if (gap.isOpen()) {
                return gap;
            }
        }
        return null;
    }

    /** Whether an id is remembered, apart from the ones that were seen last. */
    boolean hasSeen(long tradeId, int newestLeftOut) {
        int held = Math.min(idsSeen, ids.length);
        for (int age = newestLeftOut; age < held; age++) {
            if (ids[(idsSeen - 1 - age) % ids.length] == tradeId) {
                return true;
            }
        }
        return false;
    }

    /** Remembers an id; the oldest one is forgotten. */
    void see(long tradeId) {
        if (idsSeen >= ids.length && ids.length < REMEMBERED_IDS) {
            ids = Arrays.copyOf(ids, Math.max(8, ids.length * 2));
        }
        ids[idsSeen % ids.length] = tradeId;
        if (!gaps.isEmpty()) {
            gaps.forEach(gap -> gap.seenSince++);
            gaps.removeIf(gap -> !gap.isOpen() && gap.seenSince >= REMEMBERED_IDS);
        }
        // Beyond the array only the place in the ring matters: this keeps the count from
        // overflowing.
        idsSeen = idsSeen + 1 < 2 * REMEMBERED_IDS ? idsSeen + 1 : REMEMBERED_IDS;
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeUTF(symbol);
        out.writeUTF(phase.name());
        out.writeBoolean(everLive);
        out.writeLong(lastTradeTime);
        out.writeLong(clock);
        out.writeLong(anchorReceivedAt);
        out.writeLong(emittedClock);
        out.writeLong(tickedAt);
        out.writeInt(idsSeen);
        out.writeInt(ids.length);
        for (long id : ids) {
            out.writeLong(id);
        }
        out.writeInt(gaps.size());
        for (FeedGap gap : gaps) {
            gap.writeTo(out);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IOException if another version wrote it
     */
    public static SymbolFeedState readFrom(DataInput in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "the state of a symbol's feed has version %d; this program reads version %d",
                            version,
                            VERSION));
        }
        SymbolFeedState state = new SymbolFeedState(in.readUTF());
        state.phase = FeedPhase.valueOf(in.readUTF());
        state.everLive = in.readBoolean();
        state.lastTradeTime = in.readLong();
        state.clock = in.readLong();
        state.anchorReceivedAt = in.readLong();
        state.emittedClock = in.readLong();
        state.tickedAt = in.readLong();
        state.idsSeen = in.readInt();
        state.ids = new long[in.readInt()];
        for (int i = 0; i < state.ids.length; i++) {
            state.ids[i] = in.readLong();
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.gaps.add(FeedGap.readFrom(in));
        }
        return state;
    }
}
