package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Table;
import java.time.LocalDate;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Folders by the UTC date of the event: {@code date=2025-01-31}. */
final class EventDateFolders<T> implements BucketAssigner<T, String> {

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private final Table<T> table;
    private transient long epochDay;
    private transient String folder;

    EventDateFolders(Table<T> table) {
        this.table = table;
    }

    @Override
    public String getBucketId(T row, Context context) {
        long rowDay = Math.floorDiv(table.day().time().applyAsLong(row), MICROS_OF_DAY);
        if (folder == null || rowDay != epochDay) {
            epochDay = rowDay;
            folder = "date=" + LocalDate.ofEpochDay(rowDay);
        }
        return folder;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
