package dev.candlewick.job.lakereplay;

import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * How far a lake has been replayed.
 *
 * @param day in days since the epoch
 * @param runs how many runs of trades of that day have been emitted
 */
record LakeReplaySplit(long day, long runs) implements SourceSplit {

    private static final long DAY = 86_400_000_000L;

    /** Before anything of a period that begins at an instant. */
    static LakeReplaySplit before(long from) {
        return new LakeReplaySplit(Math.floorDiv(from, DAY), 0);
    }

    /** Whether nothing of the day is out. */
    boolean isAtStart() {
        return runs == 0;
    }

    /** Whether an instant is of the day. */
    boolean hasInstant(long time) {
        return Math.floorDiv(time, DAY) == day;
    }

    /** Whether every day up to an instant is done. */
    boolean isPast(long to) {
        return day * DAY >= to;
    }

    LakeReplaySplit nextDay() {
        return new LakeReplaySplit(day + 1, 0);
    }

    LakeReplaySplit after(int emitted) {
        return new LakeReplaySplit(day, runs + emitted);
    }

    LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }

    @Override
    public String splitId() {
        return "lake";
    }

    /** The form in checkpoints. */
    static final class Serializer extends VersionedSerializer<LakeReplaySplit> {
        Serializer() {
            super("The position in a lake", 1);
        }

        @Override
        protected void write(LakeReplaySplit split, DataOutput out) throws IOException {
            out.writeLong(split.day);
            out.writeLong(split.runs);
        }

        @Override
        protected LakeReplaySplit read(DataInputDeserializer in) throws IOException {
            return new LakeReplaySplit(in.readLong(), in.readLong());
        }
    }
}
