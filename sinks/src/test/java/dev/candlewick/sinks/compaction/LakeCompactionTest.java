package dev.candlewick.sinks.compaction;

import static dev.candlewick.sinks.Rows.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user and a restarted job find before, while and after a lake is compacted. */
class LakeCompactionTest extends LakeCompactionFixture {

    @Test
    void manyFilesOfADayBecomeOneThatIsSortedBySymbolAndTime() throws Exception {
        writeTrades();
        List<String> before = query(ALL);

        CompactionReport report = compact();

        assertThat(query(ALL)).isEqualTo(before).hasSize(30);
        assertThat(report.folders())
                .singleElement()
                .satisfies(
                        day -> {
                            assertThat(day.table()).isEqualTo("trades");
                            assertThat(day.folder()).isEqualTo(DAY);
                            assertThat(day.filesBefore()).isEqualTo(10);
                            assertThat(day.filesAfter()).isEqualTo(1);
                            assertThat(day.note()).isEmpty();
                        });
        assertThat(read(sorted("trades"), "symbol, trade_id"))
                .hasSize(30)
                .startsWith("BTC|0", "BTC|3")
                .isEqualTo(read(sorted("trades"), "symbol, trade_id ORDER BY symbol, trade_time"));
    }

    @Test
    void replacedFilesStayForAnHourAndThenLeave() throws Exception {
        writeTrades();
        assertThat(compact().kept()).isEqualTo(10);
        assertThat(filesOf("trades")).hasSize(11);

        pauses.pass(HOUR.minusMillis(1));
        assertThat(compact().removed()).isZero();
        pauses.pass(Duration.ofMillis(1));
        CompactionReport report = compact();

        assertThat(report.removed()).isEqualTo(10);
        assertThat(report.kept()).isZero();
        assertThat(report.folders()).isEmpty();
        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(30);
    }

    @Test
    void whoKeepsNothingHasFewFilesAtOnce() throws Exception {
        writeTrades();
        compaction().keepReplaced(Duration.ZERO).run(CLOSED, done -> {});

        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(30);
    }

    @Test
    void filesStayWhileACheckpointMayReferToThem() throws Exception {
        writeTrades();
        Path checkpoint = checkpointAt(pauses.now());
        compact();
        pauses.pass(HOUR.multipliedBy(2));
        assertThat(compact().removed()).isZero();

        Files.delete(checkpoint);
        checkpointAt(pauses.now());

        assertThat(compact().removed()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCompactionThatIsKilledHarmsNothingAndTheNextOneEndsIt(int pause) throws Exception {
        writeTrades();
        List<String> before = query(ALL);
        pauses.killedAt(pause);

        assertThatThrownBy(this::compact).isInstanceOf(TestingPauses.KilledException.class);
        assertThat(query(ALL)).isEqualTo(before);

        pauses.live();
        compact();
        assertThat(query(ALL)).isEqualTo(before);
        pauses.pass(HOUR);
        compact();
        assertThat(query(ALL)).isEqualTo(before);
        assertThat(filesOf("trades")).hasSize(1);
        assertThat(filesIn(lake.localFolder().orElseThrow().resolve(".compaction"))).isEmpty();
    }

    @Test
    void aRemovalThatWasInterruptedIsEnded() throws Exception {
        writeTrades();
        compact();
        Files.delete(filesOf("trades").stream().filter(file -> !isSorted(file)).findAny().get());
        assertThat(query(ALL)).hasSize(30);

        pauses.pass(HOUR);
        compact();

        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(30);
    }

    @Test
    void rowsThatCameLaterAreTakenIn() throws Exception {
        writeTrades();
        compact();
        TestingLake.write(lake, TRADES, DAY, List.of(trade("AVAX", NOON, "9", 99L)));
        compact();
        pauses.pass(HOUR);
        compact();

        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(31).contains("AVAX|99|9.0");
        assertThat(read(sorted("trades"), "symbol")).startsWith("AVAX", "BTC");
    }

    @Test
    void aDayThatIsNotNamedIsLeftAlone() throws Exception {
        writeTrades();
        TestingLake.write(lake, TRADES, "date=2025-02-01", List.of(trade("BTC", NOON, "1", 1L)));

        assertThat(compaction().run(Days.on(LocalDate.of(2025, 2, 1)), done -> {}).folders())
                .extracting(CompactedFolder::folder)
                .containsExactly("date=2025-02-01");
    }

    @Test
    void ofEqualRowsTheLaterStaysTheLater() throws Exception {
        for (int file = 0; file < 3; file++) {
            List<TradeRun> rows = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                rows.add(trade("BTC", NOON, Integer.toString(file * 100 + i + 1), null));
            }
            Path written = TestingLake.write(lake, TRADES, DAY, rows);
            Files.setLastModifiedTime(written, FileTime.fromMillis(pauses.now() + file * 1_000L));
        }
        compact();

        assertThat(read(sorted("trades"), "price"))
                .hasSize(300)
                .isEqualTo(read(sorted("trades"), "price ORDER BY price"));
    }

    @Test
    void whatIsNotUnderstoodIsLeftAloneAndSaid() throws Exception {
        writeTrades();
        Table<TradeRun> newer = newer(TRADES);
        TestingLake.write(lake, newer, DAY, List.of(trade("BTC", NOON, "7", 1_000L)));

        CompactionReport report = compact();

        assertThat(report.folders())
                .singleElement()
                .satisfies(
                        day -> {
                            assertThat(day.filesAfter()).isEqualTo(2);
                            assertThat(day.note())
                                    .contains("1 left alone", "version 2", "1 is the newest");
                        });
        assertThat(query(ALL)).hasSize(31).contains("BTC|1000|7.0");
    }
}
