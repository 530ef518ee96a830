package dev.candlewick.sources.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sources.archive.TestingChain.Block;
import dev.candlewick.sources.archive.TestingChain.Form;
import dev.candlewick.sources.archive.TestingChain.Line;
import dev.candlewick.sources.archive.TestingChain.Traded;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a random chain with random damage. */
abstract class DisturbedArchiveFixture {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long FROM = Instant.parse("2025-08-01T10:00:00Z").toEpochMilli();
    static final long TO = FROM + HOUR;

    @TempDir Path folder;

    static Map<String, Bar> newest(List<Bar> bars) {
        Map<String, Bar> newest = new HashMap<>();
        bars.forEach(bar -> newest.put(key(bar.symbol(), bar.interval(), bar.openTime()), bar));
        return newest;
    }

    static String key(String symbol, BarInterval interval, long openTime) {
        return symbol + " " + interval.label() + " " + openTime;
    }

    static List<Gap> gaps(List<FeedEvent> ordered) {
        Map<String, Gap> newest = new TreeMap<>();
        for (FeedEvent event : ordered) {
            if (event.kind() == FeedEvent.Kind.GAP) {
                newest.put(event.symbol() + event.gap().gapStart(), event.gap());
            }
        }
        return List.copyOf(newest.values());
    }

    static void checkExplained(int seed, Map<String, Bar> bars, List<Gap> gaps) {
        for (String coin : TestingChain.COINS) {
            long first =
                    bars.values().stream()
                            .filter(bar -> bar.symbol().equals(coin))
                            .filter(bar -> bar.interval() == BarInterval.M1)
                            .mapToLong(Bar::openTime)
                            .min()
                            .orElse(TO * 1_000);
            long length = BarInterval.M1.micros();
            for (long open = first; open < TO * 1_000; open += length) {
                long start = open;
                assertThat(
                                bars.containsKey(key(coin, BarInterval.M1, open))
                                        || gaps.stream()
                                                .anyMatch(gap -> covers(gap, coin, start, length)))
                        .as("seed %d: %s at %s has a bar or a gap", seed, coin, text(open))
                        .isTrue();
            }
        }
    }

    static boolean covers(Gap gap, String coin, long start, long length) {
        return gap.symbol().equals(coin)
                && gap.gapEnd() != null
                && gap.gapStart() < start + length
                && gap.gapEnd() > start;
    }

    static Instant text(long micros) {
        return Instant.ofEpochMilli(micros / 1_000);
    }

    /** A chain, what is left of its archive, and what that may hide. */
    static final class Disturbed {

        private final int seed;
        private final Form form;
        private final Random random;
        private final TestingChain chain;
        private final Map<Long, List<Line>> files = new TreeMap<>();
        private final Map<Long, Integer> cutBytes = new HashMap<>();
        private final Set<Line> torn = new HashSet<>();
        private final List<String> done = new ArrayList<>();
        private final Map<String, long[]> expected = new HashMap<>();

        Disturbed(int seed, Form form) {
            this.seed = seed;
            this.form = form;
            this.random = new Random(31L * seed + form.name().length());
            this.chain = new TestingChain(seed, FROM - HOUR / 10, TO + HOUR / 10, form);
            for (Block block : chain.blocks) {
                files.computeIfAbsent(block.hour(), none -> new ArrayList<>())
                        .addAll(chain.lines(block, form));
            }
            for (int i = 0; seed >= 0 && i <= random.nextInt(4); i++) {
                disturb();
            }
        }

        private void disturb() {
            List<Long> hours = List.copyOf(files.keySet());
            long hour = hours.get(random.nextInt(hours.size()));
            List<Line> lines = files.get(hour);
            int what = random.nextInt(8);
            done.add("%d at %s".formatted(what, Instant.ofEpochMilli(hour)));
            if (lines.size() < 10) {
                return;
            }
            int at = random.nextInt(lines.size() - 1);
            switch (what) {
                case 0 -> lines.remove(at);
                case 1 -> remove(lines, at, at + 1 + random.nextInt(5));
                case 2 -> remove(lines, at, at + random.nextInt(lines.size()));
                case 3 -> remove(lines, at + 1, lines.size());
                case 4 -> remove(lines, 0, at);
                case 5 -> torn.add(lines.get(at));
                case 6 -> cutBytes.put(hour, 20 + random.nextInt(80));
                default -> {
                    if (random.nextInt(3) == 0) {
                        files.remove(hour);
                    }
                }
            }
        }

        private static void remove(List<Line> lines, int from, int to) {
            lines.subList(from, Math.min(to, lines.size())).clear();
        }

        void write(Path archive) throws IOException {
            String kind = form == Form.FILLS ? "node_fills" : "node_fills_by_block";
            for (Map.Entry<Long, List<Line>> file : files.entrySet()) {
                long ofDay = file.getKey() / HOUR % 24;
                Path path = archive.resolve(kind + "/hourly/20250801/" + ofDay + ".lz4");
                Files.createDirectories(path.getParent());
                byte[] bytes =
                        TestingArchive.lz4(
                                TestingArchive.text(
                                        file.getValue().stream()
                                                .map(this::text)
                                                .toArray(String[]::new)));
                Integer percent = cutBytes.get(file.getKey());
                int length = percent == null ? bytes.length : bytes.length * percent / 100;
                Files.write(path, Arrays.copyOf(bytes, length));
            }
        }

        private String text(Line line) {
            return torn.contains(line)
                    ? line.text().substring(0, line.text().length() / 2)
                    : line.text();
        }

        /** A bar that says it is whole holds every trade of the chain that it may not hide. */
        void check(Bar bar) {
            if (bar.coverage() == Coverage.PARTIAL) {
                return;
            }
            if (expected.isEmpty()) {
                expect();
            }
            long from = bar.openTime() / 1_000;
            long to = from + bar.interval().micros() / 1_000;
            long count = 0;
            long volume = 0;
            for (long minute = from; minute < to; minute += MINUTE) {
                long[] of = expected.getOrDefault(bar.symbol() + minute, new long[2]);
                count += of[0];
                volume += of[1];
            }
            assertThat(bar.tradeCount() + " " + bar.volume().setScale(0))
                    .as(
                            "seed %d %s: %s %s at %s is %s after %s",
                            seed,
                            form,
                            bar.symbol(),
                            bar.interval().label(),
                            DisturbedArchiveFixture.text(bar.openTime()),
                            bar.coverage(),
                            done)
                    .isEqualTo(count + " " + BigDecimal.valueOf(volume));
        }

        /** Counts and sums up the trades of each minute. */
        private void expect() {
            Set<Traded> written = new HashSet<>();
            NavigableSet<Long> times = new TreeSet<>();
            for (List<Line> lines : files.values()) {
                for (Line line : lines) {
                    written.addAll(line.trades());
                    times.add(line.block().time());
                }
            }
            for (Block block : chain.blocks) {
                for (Traded trade : block.trades()) {
                    if (written.contains(trade) || !mayBeHidden(trade, times)) {
                        String minute = trade.coin() + trade.time() / MINUTE * MINUTE;
                        long[] sums = expected.computeIfAbsent(minute, none -> new long[2]);
                        sums[0]++;
                        sums[1] += trade.size();
                    }
                }
            }
        }

        /** Nothing of it was written, and what was written around it is close together. */
        private boolean mayBeHidden(Traded trade, NavigableSet<Long> times) {
            long limit =
                    switch (form) {
                        case EVERY_BLOCK -> -1;
                        case BLOCKS_WITH_FILLS -> 5_000;
                        case FILLS -> 60_000;
                    };
            Long before = times.floor(trade.time());
            Long after = times.higher(trade.time());
            return before != null && after != null && after - before <= limit;
        }
    }
}
