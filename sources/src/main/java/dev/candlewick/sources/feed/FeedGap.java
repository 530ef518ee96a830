package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.Gap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/** A gap that has not ended, or that a later resend may still heal. */
final class FeedGap implements Serializable {

    private static final long serialVersionUID = 1L;

    final long start;
    String reason;
    final long detectedAt;

    /** The end, exclusive; {@link SymbolFeedState#UNKNOWN} while it is open. */
    long end = SymbolFeedState.UNKNOWN;

    /** Whether time has moved on inside it, so that bars have closed without what is missing. */
    boolean isPassed;

    /** How many ids were seen since it began: a resend with an older one leaves out none. */
    int seenSince;

    FeedGap(long start, String reason, long detectedAt) {
        this.start = start;
        this.reason = reason;
        this.detectedAt = detectedAt;
    }

    boolean isOpen() {
        return end == SymbolFeedState.UNKNOWN;
    }

    Gap toGap(String symbol) {
        return new Gap(symbol, start, isOpen() ? null : end, reason, detectedAt, null, null);
    }

    FeedGap copy() {
        FeedGap copy = new FeedGap(start, reason, detectedAt);
        copy.end = end;
        copy.isPassed = isPassed;
        copy.seenSince = seenSince;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(start);
        out.writeUTF(reason);
        out.writeLong(detectedAt);
        out.writeLong(end);
        out.writeBoolean(isPassed);
        out.writeInt(seenSince);
    }

    static FeedGap readFrom(DataInput in) throws IOException {
        FeedGap gap = new FeedGap(in.readLong(), in.readUTF(), in.readLong());
        gap.end = in.readLong();
        gap.isPassed = in.readBoolean();
        gap.seenSince = in.readInt();
        return gap;
    }
}
