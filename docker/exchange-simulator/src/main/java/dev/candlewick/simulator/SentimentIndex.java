package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The readings that are published now, in the provider's shape. Thread-safe. */
final class SentimentIndex {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    // The rows are shared with the history: a row is replaced, never changed.
    private final List<ObjectNode> newestFirst;

    SentimentIndex(SentimentHistory history) {
        newestFirst = new ArrayList<>(history.newestFirst());
    }

    /** Adds the reading of a day, or puts it in the place of the one that is there. */
    synchronized void publish(LocalDate day, String value) {
        long start = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        int at = 0;
        while (at < newestFirst.size() && timestamp(at) > start) {
            at++;
        }
        if (at < newestFirst.size() && timestamp(at) == start) {
            newestFirst.remove(at);
        }
        ObjectNode row = NODES.objectNode().put("value", value);
        row.put("value_classification", label(value)).put("timestamp", String.valueOf(start));
        newestFirst.add(at, row);
    }

    /**
     * @param limit 0 for all
     * @param untilUpdate seconds
     */
    synchronized String answer(int limit, long untilUpdate) {
        int count = limit == 0 ? newestFirst.size() : Math.min(limit, newestFirst.size());
        ArrayNode data = NODES.arrayNode();
        data.addAll(newestFirst.subList(0, count));
        if (count > 0) {
            ObjectNode newest = newestFirst.get(0).deepCopy();
            data.set(0, newest.put(SentimentHistory.UNTIL_UPDATE, String.valueOf(untilUpdate)));
        }
        return body(data, null);
    }

    static String empty() {
        return body(NODES.arrayNode(), null);
    }

    static String error(String message) {
        return body(null, message);
    }

    /**
     * @param data null to leave it out
     * @param error null for none
     */
    private static String body(ArrayNode data, String error) {
        ObjectNode body = NODES.objectNode().put("name", "Fear and Greed Index");
        if (data != null) {
            body.set("data", data);
        }
        body.set("metadata", NODES.objectNode().put("error", error));
        return body.toString();
    }

    private long timestamp(int row) {
        return newestFirst.get(row).path("timestamp").asLong();
    }

    /** What is no value at all gets a label nevertheless, so that only its value is wrong. */
    private static String label(String value) {
        int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
        if (number > 54) {
            return number > 75 ? "Extreme Greed" : "Greed";
        }
        if (number > 46) {
            return "Neutral";
        }
        return number > 25 ? "Fear" : "Extreme Fear";
    }
}
