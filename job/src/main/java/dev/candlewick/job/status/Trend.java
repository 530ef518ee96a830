package dev.candlewick.job.status;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** What a count came to in each of the last twelve stretches of five minutes. Not thread-safe. */
public final class Trend {

    private static final int STRETCHES = 12;
    private static final long STRETCH = Duration.ofMinutes(5).toMillis();
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final Deque<Long> done = new ArrayDeque<>();
    private long begunAt;
    private long totalAtBegin;
    private long newest;

    /** Takes note of a total at an instant in milliseconds; a total that falls was reset. */
    public void on(long at, long total) {
        if (begunAt == 0 || total < totalAtBegin) {
            begunAt = begunAt == 0 ? at : begunAt;
            totalAtBegin = total;
        }
        while (at - begunAt >= STRETCH) {
            done.addLast(total - totalAtBegin);
            totalAtBegin = total;
            begunAt += STRETCH;
            if (done.size() >= STRETCHES) {
                done.removeFirst();
            }
        }
        newest = total - totalAtBegin;
    }

    /** Adds its stretches to what a run tells, the oldest first. */
    public void putInto(Map<String, Long> numbers, String name) {
        int index = 0;
        for (long count : done) {
            numbers.put(key(name, index++), count);
        }
        numbers.put(key(name, index), newest);
    }

    private static String key(String name, int index) {
        return String.format(Locale.ROOT, "trend.%s.%02d", name, index);
    }

    /** The stretches that a run told of, as {@code trades ▁▃█ 1,240 in 15 min}. */
    static String shown(RunReport report, String name) {
        List<Long> counts =
                LongStream.range(0, STRETCHES)
                        .mapToObj(index -> report.numbers().get(key(name, (int) index)))
                        .takeWhile(count -> count != null)
                        .toList();
        long[] values = counts.stream().mapToLong(Long::longValue).toArray();
        if (values.length == 0) {
            return "";
        }
        long most = Arrays.stream(values).max().getAsLong();
        StringBuilder line = new StringBuilder();
        for (long value : values) {
            line.append(BARS.charAt(most == 0 ? 0 : (int) (value * (BARS.length() - 1) / most)));
        }
        return String.format(
                Locale.ROOT,
                "%s %s %,d in %d min",
                name,
                line,
                Arrays.stream(values).sum(),
                values.length * STRETCH / 60_000);
    }
}
