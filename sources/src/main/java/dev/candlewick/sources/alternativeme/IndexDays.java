package dev.candlewick.sources.alternativeme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.sources.json.Elements;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The rows of one answer, by day; a bad row is rejected alone. */
final class IndexDays {

    private static final Elements ROWS = new Elements(IndexRow.SCHEMA);

    private final TreeMap<Integer, Placed> byDay = new TreeMap<>();
    private int rows;
    private Duration untilUpdate;

    /** A value, and its place in the answer. */
    private record Placed(DayValue value, int row, long start, long end) {}

    /** Reads the array that the parser stands on. */
    void read(JsonParser parser, JsonInput input) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int number = rows++;
            long start = parser.currentTokenLocation().getByteOffset();
            ROWS.readOne(
                    parser,
                    number,
                    input,
                    row -> {
                        untilUpdate = untilUpdate == null ? IndexRow.untilUpdate(row) : untilUpdate;
                        long end = parser.currentLocation().getByteOffset();
                        add(new Placed(IndexRow.dayValue(row), number, start, end), input);
                    });
        }
    }

    private void add(Placed row, JsonInput input) {
        Placed other = byDay.putIfAbsent(row.value().day(), row);
        if (other == null) {
            return;
        }
        boolean isNewer = row.value().timestamp() > other.value().timestamp();
        Placed newer = isNewer ? row : other;
        Placed older = isNewer ? other : row;
        byDay.put(newer.value().day(), newer);
        if (newer.value().value() != older.value().value()) {
            String detail =
                    String.format(
                            Locale.ROOT,
                            "data[%d]: %d, but another row of the same day has %d",
                            older.row(),
                            older.value().value(),
                            newer.value().value());
            input.rejectElement(
                    new Rejection(Reason.CONFLICTING_DAY, detail), older.start(), older.end());
        }
    }

    boolean hasRows() {
        return rows > 0;
    }

    /** Oldest first. */
    List<DayValue> values() {
        return byDay.values().stream().map(Placed::value).toList();
    }

    /** Null if no row has an announcement. */
    Duration untilUpdate() {
        return untilUpdate;
    }
}
