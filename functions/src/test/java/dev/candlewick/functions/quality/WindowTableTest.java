package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.BarRunBuilder;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class WindowTableTest {
    private static final long SECOND = BarInterval.S1.micros();
    private static final long START = 1_757_000_000L * SECOND;
    private static final List<String> RUNS = List.of("run-1");
    private static final List<Coverage> COVERAGES = List.of(Coverage.values());

    private final WindowTable table = new WindowTable(BarInterval.S1);

    @Test
    void findsWhatItKeepsWhileTheRestIsForgotten() throws IOException {
        Random random = new Random(5);
        Map<Long, Newest> map = new HashMap<>();
        for (int second = 0; second < 20_000; second += 1 + random.nextInt(3)) {
            int age = random.nextInt(20) == 0 ? random.nextInt(3_000) : 0;
            put(START + (second - age) * SECOND, 1 + random.nextInt(3), any(random), map);
            if (random.nextInt(200) == 0) {
                long settled = START + (second - 300) * SECOND;
                long unsettled = START + (second - 4_000) * SECOND;
                table.forget(settled, unsettled);
                map.entrySet().removeIf(known -> isForgotten(known, settled, unsettled));
                assertSame(table, map);
            }
        }
        DataOutputSerializer out = new DataOutputSerializer(64);
        table.write(out);
        assertThat(out.length()).isEqualTo(4 + 24 * map.size());
        assertSame(
                WindowTable.read(BarInterval.S1, new DataInputDeserializer(out.getCopyOfBuffer())),
                map);
    }

    @Test
    void takesNoMoreRoomAsTimeGoesOnAndGivesThatOfABurstBack() {
        Newest whole = newest(Coverage.COMPLETE, 0, false);
        int capacity = 0;
        for (long period = 1; period < 50; period++) {
            table.put(START + period * 600 * SECOND, 600, whole, 0);
            assertThat(period < 3 || table.capacity() == capacity).isTrue();
            capacity = table.capacity();
            table.forget(START + period * 600 * SECOND, START);
        }
        table.put(START + 40_000 * SECOND, 20_000, whole, 0);
        assertThat(table.capacity()).isGreaterThan(20_000);

        table.forget(START + 59_400 * SECOND, START);
        assertThat(table.size()).isEqualTo(600);
        assertThat(table.capacity()).isLessThanOrEqualTo(capacity);
        table.forget(START + 60_000 * SECOND, START);
        assertThat(table.size()).isZero();
        assertThat(table.find(START + 59_999 * SECOND)).isNegative();
    }

    @Test
    void findsTheWindowsOfLongRunsTooAndKeepsThoseThatMayBeRepaired() throws IOException {
        Random random = new Random(7);
        Map<Long, Newest> map = new HashMap<>();
        for (long run = 0; run < 400; run++) {
            BarRun bars = run(START + run * 60 * SECOND, random);
            assertThat(table.isOlderThan(bars)).isTrue();
            table.putFirst(bars, 0);
            for (Bar bar : bars.asList()) {
                map.put(bar.openTime(), newest(bar.coverage(), 0, false));
            }
            long settled = START + (run * 60 - 900) * SECOND;
            table.forget(settled, START);
            map.entrySet().removeIf(known -> isForgotten(known, settled, START));
            if (random.nextInt(10) == 0) {
                map.keySet().forEach(time -> assertThat(table.find(time)).isNotNegative());
            }
        }
        assertThat(table.size()).isEqualTo(map.size());
        DataOutputSerializer out = new DataOutputSerializer(64);
        table.write(out);
        WindowTable restored =
                WindowTable.read(BarInterval.S1, new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(restored.size()).isEqualTo(map.size());
        Newest read = new Newest();
        map.forEach(
                (openTime, newest) -> {
                    restored.read(restored.find(openTime), read, RUNS);
                    assertThat(read.coverage).isEqualTo(newest.coverage);
                    assertThat(read.revision).isZero();
                });
    }

    /** A minute in which every third second is missing, in rows of one or two seconds. */
    private static BarRun run(long openTime, Random random) {
        BarRunBuilder builder = new BarRunBuilder();
        builder.start(new BarRun.Head("BTC", BarInterval.S1, Origin.STREAM, RUNS.get(0)));
        for (int second = 0; second < 60; second += 3) {
            Coverage coverage = random.nextInt(30) == 0 ? Coverage.PARTIAL : Coverage.QUIET;
            int count = 1 + random.nextInt(2);
            builder.place(openTime + second * SECOND, count, 0, coverage, false);
            builder.prices(100, 100, 100, 100, 0);
            builder.volumes(0, 0, 0);
            builder.quote(0, 0, openTime);
        }
        return builder.build();
    }

    private void put(long openTime, int count, Newest newest, Map<Long, Newest> map) {
        table.put(openTime, count, newest, 0);
        for (int i = 0; i < count; i++) {
            map.put(openTime + i * SECOND, newest);
        }
    }

    private static boolean isForgotten(
            Map.Entry<Long, Newest> known, long settledBefore, long unsettledBefore) {
        Newest newest = known.getValue();
        boolean isSettled =
                (newest.coverage == Coverage.COMPLETE || newest.coverage == Coverage.QUIET)
                        && newest.revision == 0
                        && !newest.doubted;
        return known.getKey() + SECOND <= (isSettled ? settledBefore : unsettledBefore);
    }

    private static void assertSame(WindowTable table, Map<Long, Newest> map) {
        assertThat(table.size()).isEqualTo(map.size());
        Newest read = new Newest();
        map.forEach(
                (openTime, newest) -> {
                    int place = table.find(openTime);
                    assertThat(place).isNotNegative();
                    table.read(place, read, RUNS);
                    assertThat(read).usingRecursiveComparison().isEqualTo(newest);
                });
    }

    private static Newest any(Random random) {
        Coverage coverage = COVERAGES.get(random.nextInt(COVERAGES.size()));
        return newest(coverage, random.nextInt(20) == 0 ? 2 : 0, random.nextInt(20) == 0);
    }

    private static Newest newest(Coverage coverage, int revision, boolean doubted) {
        Newest newest = new Newest();
        newest.runId = RUNS.get(0);
        newest.priceSource = revision > 0 ? PriceSource.MID : PriceSource.TRADE;
        newest.coverage = coverage;
        newest.revision = revision;
        newest.doubted = doubted;
        newest.content = 31L * revision + coverage.label().hashCode();
        return newest;
    }
}
