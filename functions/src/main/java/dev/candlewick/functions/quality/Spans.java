package dev.candlewick.functions.quality;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** A set of instants as spans that neither touch nor overlap. Mutable keyed state. */
public class Spans {
    /** The end of each span, exclusive, by its start. */
    public Map<Long, Long> ends = new HashMap<>();

    void add(long from, long to) {
        long start = from;
        long end = to;
        Iterator<Map.Entry<Long, Long>> spans = ends.entrySet().iterator();
        while (spans.hasNext()) {
            Map.Entry<Long, Long> span = spans.next();
            if (span.getKey() <= to && span.getValue() >= from) {
                start = Math.min(start, span.getKey());
                end = Math.max(end, span.getValue());
                spans.remove();
            }
        }
        ends.put(start, end);
    }

    boolean covers(long from, long to) {
        return ends.entrySet().stream()
                .anyMatch(span -> span.getKey() <= from && span.getValue() >= to);
    }
}
