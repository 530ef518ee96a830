package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tape that was collected while {@code quality.max-price} was too low: a trade every five seconds
 * at 90,000, but for those at 35 s and at 100 s, which cost 110,000, and best offers above 110,000.
 * At 150 s there is a frame that no rule will ever accept.
 */
class DeadLettersITCase {

    private static final long START = Instant.parse("2025-09-04T20:00:00Z").toEpochMilli();
    private static final int SECONDS = 300;

    @TempDir private static Path folder;

    @BeforeAll
    static void collectWithABoundThatIsTooLow() throws IOException {
        Path tape = Files.writeString(folder.resolve("tape.jsonl"), tape());
        TestingShell shell = shell();
        int exitCode =
                shell.run(with("replay", tape.toString(), "--set", "quality.max-price=100000"));
        assertThat(exitCode).as(shell.errorLines().toString()).isZero();
    }

    @Test
    void whatTodaysRulesAcceptIsPutBackOnceAndRevisesItsBars() throws IOException {
        assertThat(barsOfMinutes())
                .containsExactly(
                        "0,90000,11,partial",
                        "1,90000,11,partial",
                        "2,90000,12,partial",
                        "3,90000,12,complete",
                        "4,90000,12,partial");

        assertThat(out("dead-letters"))
                .containsPattern("price_out_of_range +trades +2 ")
                .containsPattern("price_out_of_range +bbo +1 ")
                .contains("\"px\":\"110000\"", "not json at all");
        assertThat(out("dead-letters", "--reason", "not_json"))
                .doesNotContain("price_out_of_range");
        assertThat(out("dead-letters", "--since", "2025-09-05", "--samples", "0"))
                .contains("(0 rows)");

        assertThat(out("dead-letters", "replay").lines())
                .containsExactly(
                        "4 dead letters",
                        "  3 put back: 2 trades, 1 rows of other tables",
                        "  1 still refused by today's rules");
        assertThat(barsOfMinutes())
                .as("the first minute stays partial: it is that in which collection began")
                .containsExactly(
                        "0,110000,12,partial",
                        "1,110000,12,complete",
                        "2,90000,12,partial",
                        "3,90000,12,complete",
                        "4,90000,12,partial");
        assertThat(query("SELECT count(*) FROM bbo WHERE ask_price = 110002")).containsExactly("1");
        assertThat(query("SELECT count(*) FROM gaps WHERE healed_by = 'dead_letters'"))
                .containsExactly("2");
        assertThat(query(ofTheRunbook())).hasSize(Integer.parseInt(openGaps()));
        TestingShell verification = shell();
        assertThat(verification.run(with("verify"))).as(verification.out()).isZero();

        assertThat(out("dead-letters", "replay").lines())
                .containsExactly(
                        "4 dead letters",
                        "  3 in the lake already",
                        "  1 still refused by today's rules");
        assertThat(query("SELECT count(*) FROM trades")).containsExactly("60");
    }

    /** How it finds the gaps that stay open. */
    private static String ofTheRunbook() throws IOException {
        Matcher sql =
                Pattern.compile("`candlewick query \"(SELECT \\* FROM gaps[^\"]*)\"`")
                        .matcher(Files.readString(Path.of("../docs/operations.md")));
        assertThat(sql.find()).isTrue();
        return sql.group(1);
    }

    private static String openGaps() {
        return query("SELECT count(*) FROM gaps WHERE healed_at IS NULL").get(0);
    }

    private static List<String> barsOfMinutes() {
        return query(
                "SELECT concat_ws(',', minute(open_time), high::BIGINT, trade_count, coverage)"
                        + " FROM bars WHERE bar_interval = '1m' ORDER BY open_time");
    }

    private static List<String> query(String sql) {
        return out("query", sql, "--format", "csv")
                .lines()
                .skip(1)
                .map(line -> line.replace("\"", ""))
                .toList();
    }

    private static String out(String... arguments) {
        TestingShell shell = shell();
        assertThat(shell.run(with(arguments))).as(shell.errorLines().toString()).isZero();
        return shell.out();
    }

    private static TestingShell shell() {
        return new TestingShell(Path.of("..", "flink-conf"));
    }

    private static String[] with(String... arguments) {
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                        "web-ui.port=0",
                                        "sentiment.enabled=off",
                                        "bars.intervals=1m",
                                        "lake.path=" + folder.resolve("lake"),
                                        "checkpoints.path=" + folder.resolve("checkpoints"),
                                        "hot-store.path=" + folder.resolve("hot/candlewick.duckdb"))
                                .flatMap(set -> Stream.of("--set", set)))
                .toArray(String[]::new);
    }

    private static String tape() {
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < SECONDS; second += 5) {
            boolean isHigh = second == 35 || second == 100;
            lines.add(
                    line(
                            second,
                            "{\"channel\":\"trades\",\"data\":[{\"coin\":\"BTC\",\"side\":\"B\","
                                    + "\"px\":\"%s\",\"sz\":\"0.5\",\"time\":%d,\"tid\":%d}]}",
                            isHigh ? "110000" : "90000",
                            START + second * 1_000L,
                            second + 1));
            if (second == 60) {
                lines.add(
                        line(
                                second,
                                "{\"channel\":\"bbo\",\"data\":{\"coin\":\"BTC\",\"time\":%d,"
                                        + "\"bbo\":[{\"px\":\"110001\",\"sz\":\"1\",\"n\":1},"
                                        + "{\"px\":\"110002\",\"sz\":\"1\",\"n\":1}]}}",
                                START + second * 1_000L));
            }
            if (second == 150) {
                lines.add(line(second, "not json at all"));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(int second, String frame, Object... values) {
        return (START + second * 1_000L) + "000000 " + String.format(Locale.ROOT, frame, values);
    }
}
