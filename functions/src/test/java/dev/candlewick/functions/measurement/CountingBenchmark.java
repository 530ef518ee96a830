package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.BarRunBuilder;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What it costs to count the bars of a day of 30 coins for {@code data_quality}, as the operator
 * that numbers them does: five intervals, each traded second a row, each silence another.
 */
public final class CountingBenchmark {

    private static final int COINS = 30;
    private static final int ROUNDS = 15;
    private static final long DAY = BarInterval.D1.micros();
    private static final long START = 1_756_944_000_000_000L / DAY * DAY;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CountingBenchmark() {}

    public static void main(String[] arguments) {
        List<BarRun> runs = new ArrayList<>();
        Random random = new Random(13);
        for (int coin = 0; coin < COINS; coin++) {
            for (BarInterval interval :
                    List.of(
                            BarInterval.S1,
                            BarInterval.M1,
                            BarInterval.M5,
                            BarInterval.M15,
                            BarInterval.H1)) {
                day(new BarRun.Head("COIN" + coin, interval, Origin.TAPE, "run"), random, runs);
            }
        }
        double[] millis = new double[ROUNDS];
        long facts = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            facts = count(runs);
            millis[round] = (THREADS.getCurrentThreadCpuTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        long rows = runs.stream().mapToLong(BarRun::rows).sum();
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "counting %d rows of bars, %d facts: median %.1f ms of CPU (%.1f to %.1f),"
                                + " %.1f ns a row",
                        rows,
                        facts,
                        millis[ROUNDS / 2],
                        millis[0],
                        millis[ROUNDS - 1],
                        millis[ROUNDS / 2] * 1e6 / rows));
    }

    private static long count(List<BarRun> runs) {
        long[] facts = new long[1];
        RunningCounts counts = new RunningCounts();
        for (BarRun run : runs) {
            for (int row = 0; row < run.rows(); row++) {
                counts.count(run, row, null, DAY, fact -> facts[0]++);
            }
        }
        return facts[0];
    }

    /** In runs of at most 16 rows, as they come of a busy feed. */
    private static void day(BarRun.Head head, Random random, List<BarRun> runs) {
        BarRunBuilder builder = new BarRunBuilder();
        builder.start(head);
        long length = head.interval().micros();
        boolean isTraded = true;
        int rows = 0;
        for (long open = START; open < START + DAY; ) {
            boolean isSecond = head.interval() == BarInterval.S1;
            int wanted = isTraded || !isSecond ? 1 : 1 + random.nextInt(3);
            int count = builder.room(open, wanted);
            if (count == 0 || rows == 16) {
                runs.add(builder.build());
                rows = 0;
                continue;
            }
            Coverage coverage = isTraded ? Coverage.COMPLETE : Coverage.QUIET;
            builder.place(open, count, isTraded ? 3 : 0, coverage, false);
            builder.prices(1_000, 1_001, 999, 1_000, 2);
            builder.volumes(isTraded ? 15 : 0, isTraded ? 5 : 0, 1);
            builder.quote(isTraded ? 150 : 0, 1, open + count * length + 2_000_000);
            open += count * length;
            isTraded = !isTraded;
            rows++;
        }
        runs.add(builder.build());
    }
}
