package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.BarRunBuilder;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Tables;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Final bars that reach the store as runs, of which the new ones are not staged. */
class RunsInStoreTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final String CLOSES =
            "SELECT close, is_final, revision FROM bars ORDER BY symbol, open_time";

    @TempDir private Path folder;

    @Test
    void barsOfARunHaveTheValuesOfBarsThatComeOneByOne() throws Exception {
        BarRun run = variedRun();
        String all = "SELECT " + Tables.BARS.columnList() + " FROM bars ORDER BY open_time";
        List<String> oneByOne;
        try (TestingHotStore store = TestingHotStore.start(folder.resolve("bars"))) {
            for (Bar bar : run.asList()) {
                store.write(HotRow.of(Tables.BARS, bar));
            }
            store.show();
            oneByOne = store.rows(all);
        }
        try (TestingHotStore store = TestingHotStore.start(folder.resolve("run"))) {
            store.write(HotRow.of(run));
            store.show();

            assertThat(store.rows(all)).hasSize(run.bars()).isEqualTo(oneByOne);
        }
    }

    @Test
    void aRunBringsWhatIsNewAndReplacesWhatIsKnown() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(
                    bar("BTC", NOON).close("1").build(),
                    bar("BTC", NOON + MINUTE).forming().close("2").build());
            store.write(
                    run(
                            bar("BTC", NOON).revision(1).close("3").build(),
                            bar("BTC", NOON + MINUTE).close("4").build(),
                            bar("BTC", NOON + 2 * MINUTE).close("5").build()));
            store.show();

            assertThat(store.rows(CLOSES))
                    .containsExactly("3.0|true|1", "4.0|true|0", "5.0|true|0");
        }
    }

    @Test
    void aBarThatComesTwiceBetweenTwoFlushesIsThereOnce() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(
                    bar("BTC", NOON).close("1").build(),
                    bar("BTC", NOON).forming().close("2").build(),
                    bar("ETH", NOON).forming().close("3").build(),
                    bar("ETH", NOON).close("4").build(),
                    bar("SOL", NOON).close("5").build(),
                    bar("SOL", NOON).revision(1).close("6").build());

            assertThat(store.rows(CLOSES))
                    .containsExactly("1.0|true|0", "4.0|true|0", "6.0|true|1");
        }
    }

    @Test
    void aBarThatComesAfterALaterOneIsThere() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON + MINUTE).close("2").build());
            store.show(bar("BTC", NOON).close("1").build());

            assertThat(store.rows(CLOSES)).containsExactly("1.0|true|0", "2.0|true|0");
        }
    }

    @Test
    void aNewJobKnowsTheBarsOfTheStoreItFinds() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("1").build());
        }
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).run("run-2").close("2").build());

            assertThat(store.rows(CLOSES)).containsExactly("2.0|true|0");
        }
    }

    @Test
    void aBarThatARestoreTookBackComesAgain() throws Exception {
        OperatorSubtaskState checkpoint;
        TestingDuckDb reader;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            checkpoint = store.checkpoint();
            store.show(bar("BTC", NOON).close("1").build());
            reader = store.reader();
        }
        try (reader;
                TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(reader.rows(CLOSES)).isEmpty();
            store.show(bar("BTC", NOON).close("2").build());

            assertThat(reader.rows(CLOSES)).containsExactly("2.0|true|0");
        }
    }

    @Test
    void intervalsThatAreNotKeptStayOut() throws Exception {
        HotStore minutes =
                TestingHotStore.settings(folder).intervals(Set.of(BarInterval.M1)).build();
        try (TestingHotStore store = TestingHotStore.start(folder, minutes, null)) {
            store.show(
                    bar("BTC", NOON).close("1").build(),
                    bar("BTC", NOON).interval(BarInterval.H1).close("2").build());

            assertThat(store.rows(CLOSES)).containsExactly("1.0|true|0");
        }
    }

    private static HotRow run(Bar... bars) {
        BarRunBuilder builder = new BarRunBuilder();
        builder.start(headOf(bars[0]));
        for (Bar bar : bars) {
            builder.append(bar);
        }
        return HotRow.of(builder.build());
    }

    private static BarRun.Head headOf(Bar bar) {
        return new BarRun.Head(bar.symbol(), bar.interval(), bar.origin(), bar.runId());
    }

    /** Trades, a quiet stretch of three windows, and a candle of the exchange. */
    private static BarRun variedRun() {
        BarRunBuilder builder = new BarRunBuilder();
        builder.start(new BarRun.Head("BTC", BarInterval.M1, Origin.STREAM, "run-1"));
        builder.append(bar("BTC", NOON).revision(2).close("100.000000001").build());
        builder.place(NOON + MINUTE, 3, 0, Coverage.PARTIAL, true);
        BigDecimal price = new BigDecimal("99.5");
        builder.prices(price, price, price, price);
        builder.volumes(BigDecimal.ZERO, BigDecimal.ZERO);
        builder.quote(BigDecimal.ZERO, NOON + 4 * MINUTE);
        builder.append(bar("BTC", NOON + 4 * MINUTE).candle().build());
        return builder.build();
    }
}
