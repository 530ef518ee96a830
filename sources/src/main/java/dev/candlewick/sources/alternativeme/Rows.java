package dev.candlewick.sources.alternativeme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Collects the rows of one answer; a bad row is refused alone. */
final class Rows {

    private static final int MOST_REJECTIONS = 1_000;

    private final byte[] body;
    private final RowRules rules;
    private final TreeMap<Integer, Row> byDay = new TreeMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private Duration untilUpdate;

    Rows(byte[] body, long receivedAt) {
        this.body = body;
        this.rules = new RowRules(receivedAt);
    }

    /**
     * Reads the row at which the parser stands, and leaves it at the row's end.
     *
     * @param place of the row in the answer, for people
     */
    void read(JsonParser parser, String place) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        RawRow raw = parser.currentToken() == JsonToken.START_OBJECT ? RawRow.read(parser) : null;
        parser.skipChildren();
        parser.finishToken();
        byte[] payload = cut(start, parser.currentLocation().getByteOffset());
        try {
            if (raw == null) {
                throw new BadRow(Reason.MISTYPED_FIELD, "not an object");
            }
            if (untilUpdate == null) {
                untilUpdate = raw.untilUpdate();
            }
            add(rules.check(raw, payload), place);
        } catch (BadRow e) {
            rejections.add(new Rejection(e.reason(), place + ": " + e.getMessage(), payload));
        }
    }

    private byte[] cut(long start, long end) {
        // Offsets in bytes are known for UTF-8 only, which JSON is.
        return start < 0 || end > body.length
                ? body
                : Arrays.copyOfRange(body, (int) start, (int) end);
    }

    private void add(Row row, String place) {
        Row other = byDay.get(row.day());
        if (other == null) {
            byDay.put(row.day(), row);
            return;
        }
        Row newer = row.timestamp() > other.timestamp() ? row : other;
        Row older = row.timestamp() > other.timestamp() ? other : row;
        byDay.put(row.day(), newer);
        if (newer.value() != older.value()) {
            String detail =
                    "%s: %d, but another row of the same day says %d"
                            .formatted(place, older.value(), newer.value());
            rejections.add(new Rejection(Reason.CONFLICTING_DAY, detail, older.payload()));
        }
    }

    FearGreedAnswer toAnswer() {
        String fault = byDay.isEmpty() ? "none of its rows can be used" : null;
        return new FearGreedAnswer(
                List.copyOf(byDay.values()), boundedRejections(), fault, untilUpdate);
    }

    private List<Rejection> boundedRejections() {
        if (rejections.size() <= MOST_REJECTIONS) {
            return List.copyOf(rejections);
        }
        String detail = rejections.size() + " rows, the first " + rejections.get(0).detail();
        return List.of(new Rejection(Reason.TOO_MANY_REJECTED, detail, body));
    }
}
