package dev.candlewick.sinks.parquet;

import static dev.candlewick.sinks.Rows.bar;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.parquet.io.LocalOutputFile;

/** What it costs to write a trade and a quiet bar into Parquet. */
public final class ParquetBenchmark {

    private static final int ROWS = 2_000_000;
    private static final int ROUNDS = 7;
    private static final int RUN = 16;
    private static final long START = 1_730_419_200_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ParquetBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("parquet");
        measure("trades, in runs of 16", Tables.TRADES.inRun("run-1"), runs(), folder);
        measure("quiet bars of 1 s", Tables.BARS, quietBars(), folder);
    }

    private static <T> void measure(String what, Table<T> table, List<T> rows, Path folder)
            throws IOException {
        double[] micros = new double[ROUNDS];
        Path file = folder.resolve(table.name() + ".parquet");
        for (int round = 0; round < ROUNDS; round++) {
            Files.deleteIfExists(file);
            long begin = THREADS.getCurrentThreadCpuTime();
            BulkWriter<T> writer = TableFile.open(new LocalOutputFile(file), table);
            for (T row : rows) {
                writer.addElement(row);
            }
            writer.finish();
            micros[round] = (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / ROWS;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%-25s median %.3f us of CPU each (%.3f to %.3f), %.2f bytes each%n",
                what,
                micros[ROUNDS / 2],
                micros[0],
                micros[ROUNDS - 1],
                Files.size(file) / (double) ROWS);
    }

    /** Prices walk, ids are far apart, and some trades share their millisecond. */
    private static List<TradeRun> runs() {
        Random random = new Random(7);
        List<TradeRun> runs = new ArrayList<>();
        TradeRunBuilder builder = new TradeRunBuilder();
        TradeRunBuilder.Head head = new TradeRunBuilder.Head();
        head.origin = Origin.STREAM;
        long[] prices = new long[30];
        Arrays.fill(prices, 1_000_000);
        for (int i = 0; i < ROWS; i++) {
            int coin = (i / RUN) % prices.length;
            prices[coin] += random.nextInt(3) - 1;
            head.symbol = "COIN" + coin;
            head.tradeTime = START + i * 40_000L / 1_000_000 * 1_000;
            head.receivedAt = head.tradeTime + 120_000;
            head.isBuy = random.nextBoolean();
            head.tradeId = random.nextLong(1L << 50);
            builder.append(head, prices[coin], 1, random.nextInt(100_000) + 1, 5);
            if (i % RUN == RUN - 1) {
                runs.add(builder.build());
            }
        }
        return runs;
    }

    private static List<Bar> quietBars() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            bars.add(
                    bar("COIN" + i % 30, START + i / 30 * 1_000_000L)
                            .coverage(Coverage.QUIET)
                            .build());
        }
        return bars;
    }
}
