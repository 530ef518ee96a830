package dev.candlewick.functions.quality;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEventSerializer;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * What a trade costs in the operators of its symbol, and on its way to them: a day of 30 coins in
 * runs of 16, on the heap state backend; and what remembered ids take of a checkpoint and of the
 * heap.
 */
public final class OperatorBenchmark {

    private static final int TRADES = 2_000_000;
    private static final int RUN = 16;
    private static final int COINS = 30;
    private static final int ROUNDS = 7;
    private static final long START = 1_730_419_200_000_000L;
    private static final long DAY = 86_400_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final BarRules RULES =
            new BarRules(
                    List.of(
                            BarInterval.S1,
                            BarInterval.M1,
                            BarInterval.M5,
                            BarInterval.M15,
                            BarInterval.H1),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    Forming.NONE,
                    Origin.TAPE,
                    "run");

    private OperatorBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<FeedEvent> events = events();
        measure("admit", () -> operator(new AdmitTrades(RULES), events));
        measure("bars of five intervals", () -> operator(new BuildBars(RULES), events));
        measure("written and read between operators", () -> handOver(events));
        remember(1_800_000);
    }

    /** A part of the way of all trades. */
    @FunctionalInterface
    private interface Part {
        void run() throws Exception;
    }

    private static void measure(String what, Part part) throws Exception {
        double[] nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            part.run();
            nanos[round] = (THREADS.getCurrentThreadCpuTime() - begin) / (double) TRADES;
        }
        Arrays.sort(nanos);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%-35s median %.0f ns of CPU a trade (%.0f to %.0f)",
                        what,
                        nanos[ROUNDS / 2],
                        nanos[0],
                        nanos[ROUNDS - 1]));
    }

    private static <T> void operator(
            KeyedProcessFunction<String, FeedEvent, T> function, List<FeedEvent> events)
            throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, FeedEvent, T> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function), FeedEvent::symbol, Types.STRING)) {
            harness.open();
            int taken = 0;
            for (FeedEvent event : events) {
                harness.processElement(event, 0);
                if (++taken % 1_000 == 0) {
                    harness.getOutput().clear();
                }
            }
        }
    }

    private static void handOver(List<FeedEvent> events) throws IOException {
        FeedEventSerializer serializer = new FeedEventSerializer();
        DataOutputSerializer out = new DataOutputSerializer(1 << 16);
        DataInputDeserializer in = new DataInputDeserializer();
        long trades = 0;
        for (FeedEvent event : events) {
            out.clear();
            serializer.serialize(event, out);
            in.setBuffer(out.getSharedBuffer(), 0, out.length());
            trades += serializer.deserialize(in).run().length();
        }
        if (trades != TRADES) {
            throw new IllegalStateException(trades + " trades arrived");
        }
    }

    /** Ids that a symbol of two thousand trades a second brings in, in 15 minutes. */
    private static void remember(int ids) throws IOException {
        long before = heap();
        SeenTrades seen = new SeenTrades();
        Random random = new Random(5);
        long id = 1;
        for (int i = 0; i < ids; i++) {
            id += 1 + random.nextInt(15);
            seen.putIfAbsent(id, SeenTrades.content(START + i * 500L, random.nextLong()));
        }
        long after = heap();
        DataOutputSerializer out = new DataOutputSerializer(1 << 16);
        new SeenTradesSerializer().serialize(seen, out);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%,d remembered ids: %.1f bytes each in a checkpoint, %.1f on the heap",
                        seen.size(),
                        out.length() / (double) ids,
                        (after - before) / (double) ids));
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<FeedEvent> events() {
        Random random = new Random(7);
        List<FeedEvent> events = new ArrayList<>();
        TradeRunBuilder builder = new TradeRunBuilder();
        TradeRunBuilder.Head head = new TradeRunBuilder.Head();
        head.origin = Origin.TAPE;
        long[] prices = new long[COINS];
        Arrays.fill(prices, 1_000_000);
        for (int i = 0; i < TRADES; i++) {
            int coin = i / RUN % COINS;
            prices[coin] += random.nextInt(3) - 1;
            head.symbol = "COIN" + coin;
            head.tradeTime = START + (long) ((double) i / TRADES * DAY) / 1_000 * 1_000;
            head.receivedAt = head.tradeTime + 120_000;
            head.isBuy = random.nextBoolean();
            head.tradeId = 1L + i * 8L;
            builder.append(head, prices[coin], 1, random.nextInt(100_000) + 1, 5);
            if (i % RUN == RUN - 1) {
                TradeRun run = builder.build();
                events.add(FeedEvent.trades(run));
            }
        }
        return events;
    }
}
