package dev.candlewick.job.status;

import dev.candlewick.functions.quality.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges how fresh each stream and each symbol of a run is.
 *
 * @param isStarting whether the run is so young that a symbol may have no data yet
 */
record FeedStatus(Instant now, boolean isStarting) {

    /** Sent every few seconds, whether something changes or not. */
    private static final Set<String> STEADY = Set.of("books", "mids", "asset_contexts");

    /** Of more symbols, only those that are late have a line. */
    private static final int MOST_LINES = 25;

    List<Finding> of(RunReport report) {
        List<Finding> findings = new ArrayList<>();
        labelled(report, Freshness.STREAM_HEARD)
                .forEach((stream, at) -> findings.add(stream(stream, at)));
        Map<String, Long> gaps = labelled(report, Freshness.GAP_SINCE);
        List<Finding> symbols = new ArrayList<>();
        labelled(report, Freshness.SYMBOL_TIME)
                .forEach(
                        (symbol, at) ->
                                symbols.add(symbol(symbol, at, gaps.getOrDefault(symbol, 0L))));
        if (symbols.size() <= MOST_LINES) {
            findings.addAll(symbols);
        } else {
            List<Finding> late = symbols.stream().filter(finding -> !finding.good()).toList();
            String detail = symbols.size() - late.size() + " of " + symbols.size() + " are fresh";
            findings.add(Finding.good("symbols", detail));
            findings.addAll(late);
        }
        return findings;
    }

    private Finding stream(String stream, long at) {
        Duration age = age(at);
        boolean isFresh = !STEADY.contains(stream) || age.compareTo(RunStatus.BEHIND_AFTER) < 0;
        return new Finding("stream " + stream, isFresh, RunStatus.shown(age) + " ago");
    }

    private Finding symbol(String symbol, long at, long gapSince) {
        String gap = gapSince == 0 ? "" : ", gap since " + Instant.ofEpochMilli(gapSince);
        if (at == 0) {
            return new Finding("symbol " + symbol, isStarting, "no data yet" + gap);
        }
        Duration behind = age(at);
        return new Finding(
                "symbol " + symbol,
                behind.compareTo(RunStatus.BEHIND_AFTER) < 0,
                RunStatus.shown(behind) + " behind the exchange" + gap);
    }

    /** What the report has under a name, by label. */
    private static Map<String, Long> labelled(RunReport report, String name) {
        Map<String, Long> values = new TreeMap<>();
        report.numbers()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(name + " ")) {
                                values.put(key.substring(name.length() + 1), value);
                            }
                        });
        return values;
    }

    private Duration age(long millis) {
        Duration age = Duration.between(Instant.ofEpochMilli(millis), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
