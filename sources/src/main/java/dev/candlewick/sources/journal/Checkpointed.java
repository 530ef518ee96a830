package dev.candlewick.sources.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far in a lane the last completed checkpoint has come: a line with the exchange, then a line
 * {@code <offset> <symbol>} for each symbol.
 */
record Checkpointed(String exchange, Map<String, Long> offsets) {

    Checkpointed {
        offsets = Map.copyOf(offsets);
    }

    /** What a checkpoint says of one lane. */
    static Checkpointed of(String exchange, Lane lane, Map<String, JournalPosition> positions) {
        Map<String, Long> offsets = new HashMap<>();
        positions.forEach(
                (symbol, at) -> {
                    if (at.lane() == lane.number()) {
                        offsets.put(symbol, at.offset());
                    }
                });
        return new Checkpointed(exchange, offsets);
    }

    static Checkpointed parse(List<String> lines) {
        Map<String, Long> offsets = new HashMap<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            int space = line.indexOf(' ');
            offsets.put(line.substring(space + 1), Long.valueOf(line.substring(0, space)));
        }
        return new Checkpointed(lines.isEmpty() ? "" : lines.get(0), offsets);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(exchange));
        new TreeMap<>(offsets).forEach((symbol, offset) -> lines.add(offset + " " + symbol));
        return lines;
    }
}
