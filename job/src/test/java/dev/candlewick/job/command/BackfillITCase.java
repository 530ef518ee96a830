package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command from its arguments to its summary, over archives that lack something. */
class BackfillITCase {

    private static final String HOUR_20 = "node_fills_by_block/hourly/20250904/20.lz4";

    private static final String ACKNOWLEDGED =
            "{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"%s\","
                    + "\"subscription\":{\"type\":\"trades\",\"coin\":\"BTC\"}}}";
    private static final Instant EIGHT_PM = Instant.parse("2025-09-04T20:00:00Z");

    @TempDir private Path folder;

    @Test
    void aMissingHourIsAGapAndASecondRunIsNotDoneByAccident() throws Exception {
        SimulatedArchive.of(Tape.recorded())
                .omit(HOUR_20)
                .omit("market_data/20250904/20/l2Book/BTC.lz4")
                .writeTo(folder.resolve("archive"));

        TestingShell first = run();

        assertThat(lines(first))
                .contains(
                        "trades 5,951",
                        "missing 2025-09-04 20:00 to 2025-09-04 21:00 (1 h): trades of BTC, ETH,"
                                + " SOL, WLFI")
                .anyMatch(line -> line.startsWith("objects 2 ("))
                .anyMatch(line -> line.startsWith("1m 48 0 8 0"));
        assertThat(query("SELECT count(*), max(gap_end) FROM gaps WHERE symbol = 'BTC'"))
                .contains("2025-09-04T21:00:00Z");

        TestingShell again = run();
        assertThat(again.errorLines()).anyMatch(line -> line.contains("has done this already"));
        assertThat(again.out().strip()).isEqualTo(first.out().strip());
    }

    @Test
    void aDamagedObjectIsAGapAndNoFailure() throws Exception {
        SimulatedArchive.of(Tape.recorded()).flipByte(HOUR_20).writeTo(folder.resolve("archive"));

        TestingShell shell = run();

        assertThat(lines(shell)).anyMatch(line -> line.matches("damaged .*20.lz4: the object .*"));
        assertThat(
                        query(
                                "SELECT DISTINCT symbol FROM gaps WHERE reason LIKE '%20.lz4 is"
                                        + " damaged%'"))
                .contains("BTC", "ETH", "SOL", "WLFI");
        long sound =
                Tape.recorded().trades().stream()
                        .filter(trade -> trade.time() < EIGHT_PM.toEpochMilli())
                        .count();
        assertThat(query("SELECT count(*) FROM trades WHERE trade_time < '%s'".formatted(EIGHT_PM)))
                .contains("" + sound);
    }

    @Test
    void aGapThatTheArchiveFillsIsClosedAndAnotherStaysOpen() throws Exception {
        SimulatedArchive.of(Tape.recorded())
                .omit("node_fills_by_block/hourly/20250904/19.lz4")
                .writeTo(folder.resolve("archive"));
        replayWithGaps("2025-09-04T19:50:10Z", "2025-09-04T20:05:10Z");
        String gaps =
                "SELECT string_agg(coalesce(healed_by, 'open'), ' ' ORDER BY gap_start) FROM gaps"
                        + " WHERE reason = 'unsubscribed'";
        assertThat(query(gaps)).contains("open open");

        TestingShell backfill = run();

        assertThat(query(gaps)).contains("open archive");
        assertThat(backfill.errorLines())
                .contains("Gaps of other runs that are filled now, and closed: 1");
        TestingShell status = new TestingShell(Path.of("home"));
        status.run(arguments("status"));
        assertThat(lines(status)).anyMatch(line -> line.matches("ok gaps \\d+ open"));
        TestingShell verify = new TestingShell(Path.of("home"));
        assertThat(verify.run(arguments("verify"))).as(verify.out()).isZero();
    }

    /** A recording of BTC that lacks what was traded in some minutes. */
    private void replayWithGaps(String... times) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String time : times) {
            Instant lost = Instant.parse(time);
            lines.addAll(resend(lost.minusSeconds(10)));
            lines.add(line(lost, ACKNOWLEDGED.formatted("unsubscribe")));
            lines.addAll(resend(lost.plusSeconds(90)));
        }
        Path tape = Files.write(folder.resolve("gaps.tape"), lines);
        TestingShell replay = new TestingShell(Path.of("..", "flink-conf"));
        String[] arguments = arguments("replay", tape.toString());
        assertThat(replay.run(arguments)).as(replay.errorLines().toString()).isZero();
    }

    /** A subscription, and the next trades after an instant. */
    private static List<String> resend(Instant at) {
        String trades =
                Tape.recorded().trades().stream()
                        .filter(trade -> trade.coin().equals("BTC"))
                        .filter(trade -> trade.time() >= at.toEpochMilli())
                        .limit(5)
                        .map(TapeTrade::json)
                        .collect(Collectors.joining(","));
        return List.of(
                line(at, ACKNOWLEDGED.formatted("subscribe")),
                line(at.plusSeconds(5), "{\"channel\":\"trades\",\"data\":[" + trades + "]}"));
    }

    private static String line(Instant at, String frame) {
        return at.getEpochSecond() + "000000000 " + frame;
    }

    private String[] arguments(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments.toArray(String[]::new);
    }

    private TestingShell run(String... more) {
        TestingShell shell = new TestingShell(Path.of("..", "flink-conf"));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "backfill",
                                "--from",
                                "2025-09-04T19:00Z",
                                "--to",
                                "2025-09-04T21:00Z",
                                "--symbols",
                                "BTC,ETH,SOL,WLFI"));
        settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of(more));
        assertThat(shell.run(arguments.toArray(String[]::new)))
                .as(shell.errorLines().toString())
                .isZero();
        return shell;
    }

    private Stream<String> settings() {
        return Stream.of(
                "web-ui.port=0",
                "sentiment.enabled=off",
                "lake.commit-interval=1 s",
                "archive.market-data=" + folder.resolve("archive/market_data"),
                "archive.asset-contexts=" + folder.resolve("archive/asset_ctxs"),
                "archive.fills=" + folder.resolve("archive"),
                "lake.path=" + folder.resolve("lake"),
                "hot-store.path=" + folder.resolve("hot/candlewick.duckdb"),
                "checkpoints.path=" + folder.resolve("checkpoints"));
    }

    private String query(String sql) throws IOException {
        TestingShell shell = new TestingShell(Path.of("home"));
        assertThat(
                        shell.run(
                                "query",
                                sql,
                                "--format",
                                "csv",
                                "--set",
                                "lake.path=" + folder.resolve("lake"),
                                "--set",
                                "hot-store.path=" + folder.resolve("hot/candlewick.duckdb")))
                .isZero();
        return shell.out();
    }

    private static Stream<String> lines(TestingShell shell) {
        return shell.out().lines().map(line -> line.strip().replaceAll(" +", " "));
    }
}
