package dev.candlewick.sinks.parquet;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.BarRunBuilder;
import dev.candlewick.functions.model.BarRunSerializer;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars that reach the lake as runs, against the same bars one by one. */
class BarRunFilesTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final Bar CANDLE = bar("ETH", NOON).coverage(Coverage.REPAIRED).candle().build();
    private static final long SECOND = 1_000_000;

    @TempDir private Path folder;

    @Test
    void aRunOfBarsHasTheColumnsOfABar() {
        assertThat(Tables.BAR_RUNS.columns())
                .extracting(Column::name, Column::type, Column::nullable)
                .containsExactlyElementsOf(
                        Tables.BARS.columns().stream()
                                .map(
                                        column ->
                                                org.assertj.core.groups.Tuple.tuple(
                                                        column.name(),
                                                        column.type(),
                                                        column.nullable()))
                                .toList());
    }

    @Test
    void everyBarOfARunIsStoredAsItWouldBeAlone() throws Exception {
        List<BarRun> runs = List.of(random(new Random(3)), BarRun.of(CANDLE), quiet());
        List<Bar> bars = runs.stream().flatMap(run -> run.asList().stream()).toList();
        write("runs.parquet", Tables.BAR_RUNS, runs);
        write("bars.parquet", Tables.BARS, bars);

        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            assertThat(bars).hasSizeGreaterThan(6_000);
            assertThat(duckDb.rows(all("runs.parquet")))
                    .containsExactlyElementsOf(duckDb.rows(all("bars.parquet")));
        }
    }

    @Test
    void aRunTravelsAsItIs() throws Exception {
        for (BarRun run : List.of(random(new Random(4)), BarRun.of(CANDLE), quiet())) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            new BarRunSerializer().serialize(run, out);
            assertThat(
                            new BarRunSerializer()
                                    .deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                    .isEqualTo(run);
        }
    }

    /** Some of its decimals have more digits than 64 bits or a double. */
    private static BarRun random(Random random) {
        BarRunBuilder run = builder();
        for (int i = 0; i < 1_000; i++) {
            BigDecimal low = BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(6));
            BigDecimal buys = BigDecimal.valueOf(random.nextInt(1_000), 3);
            BigDecimal volume = buys.add(BigDecimal.valueOf(1 + random.nextInt(1 << 30), 5));
            BigDecimal quote = volume.multiply(low).multiply(new BigDecimal("1.0001"));
            run.append(
                    new Bar(
                            "BTC",
                            BarInterval.S1,
                            NOON + i * SECOND,
                            low,
                            low.add(BigDecimal.ONE),
                            low,
                            low,
                            volume,
                            quote,
                            1 + random.nextInt(9),
                            buys,
                            volume.subtract(buys),
                            true,
                            random.nextInt(3),
                            random.nextInt(9) == 0 ? PriceSource.MID : PriceSource.TRADE,
                            random.nextInt(9) == 0 ? Coverage.PARTIAL : Coverage.COMPLETE,
                            Origin.STREAM,
                            "run-1",
                            NOON + i * SECOND + random.nextInt(1_000_000)));
        }
        return run.build();
    }

    private static BarRun quiet() {
        BarRunBuilder run = builder();
        run.place(NOON + 1_000 * SECOND, 5_000, 0, Coverage.QUIET, false);
        run.prices(1_001, 1_001, 1_001, 1_001, 1);
        run.volumes(0, 0, 0);
        run.quote(0, 0, NOON);
        return run.build();
    }

    private static BarRunBuilder builder() {
        BarRunBuilder run = new BarRunBuilder();
        run.start(new BarRun.Head("BTC", BarInterval.S1, Origin.STREAM, "run-1"));
        return run;
    }

    private <T> void write(String name, Table<T> table, List<T> rows) throws Exception {
        BulkWriter<T> writer = TableFile.open(new LocalOutputFile(folder.resolve(name)), table);
        for (T row : new ArrayList<>(rows)) {
            writer.addElement(row);
        }
        writer.finish();
    }

    private String all(String name) {
        return "SELECT * FROM read_parquet('%s') ORDER BY symbol, open_time"
                .formatted(folder.resolve(name));
    }
}
