package dev.candlewick.job.local;

import dev.candlewick.functions.model.Reconciliation.Verdict;
import dev.candlewick.functions.quality.Drift;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the fields of bars compare with those of the exchange's candles. */
public record VerdictCounts(Map<Verdict, Long> fields) {

    public static final VerdictCounts NONE = new VerdictCounts(Map.of());

    static VerdictCounts of(Counts counts) {
        return new VerdictCounts(
                Arrays.stream(Verdict.values())
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        verdict -> counts.total(Drift.nameOf(verdict)))));
    }

    public long all() {
        return fields.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Such as {@code 960 equal, 2 tolerated, 0 different, 0 missing}. */
    @Override
    public String toString() {
        return Arrays.stream(Verdict.values())
                .map(
                        verdict ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d %s",
                                        fields.getOrDefault(verdict, 0L),
                                        verdict.label()))
                .collect(Collectors.joining(", "));
    }
}
