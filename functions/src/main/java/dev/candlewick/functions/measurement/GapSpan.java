package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.Gap;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How many gaps touch a span of time, and how much of it they take up together. */
record GapSpan(long count, long micros) {

    static GapSpan of(Collection<Gap> gaps, long from, long to) {
        long count = 0;
        long micros = 0;
        long until = from;
        for (Gap gap : inOrder(gaps)) {
            long end = gap.gapEnd() == null ? to : Math.min(to, gap.gapEnd());
            if (gap.gapStart() < to && end > from) {
                count++;
                micros += Math.max(0, end - Math.max(until, gap.gapStart()));
                until = Math.max(until, end);
            }
        }
        return new GapSpan(count, micros);
    }

    private static List<Gap> inOrder(Collection<Gap> gaps) {
        return gaps.stream().sorted(Comparator.comparingLong(Gap::gapStart)).toList();
    }
}
