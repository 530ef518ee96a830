package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every damage to a settings file is refused with the line it is on, and never with a trace. */
class DamagedConfigurationsTest {

    @TempDir private Path folder;

    static Stream<Arguments> damages() {
        return Stream.of(
                damaged("bars:\n  intervals: 7m\n", 2, "is not a bar interval"),
                damaged("bars:\n  intervals: []\n", 2, "is empty"),
                damaged("bars:\n  intervals: [1m, 1m]\n", 2, "twice"),
                damaged("bars:\n  intervals: [[1m]]\n", 2, "list of plain values"),
                damaged("bars:\n  intervals: {a: 1m}\n", 2, "unknown key"),
                damaged("bars:\n  out-of-orderness: 2\n", 2, "write a duration"),
                damaged("bars:\n  out-of-orderness: -2 s\n", 2, "write a duration"),
                damaged("bars:\n  out-of-orderness: 1 h\n", 2, "write a duration"),
                damaged("bars:\n  allowed-lateness: [1 h]\n", 2, "takes no list"),
                damaged("bars:\n  alowed-lateness: 1 h\n", 2, "did you mean bars.allowed-lateness"),
                damaged("bar:\n  intervals: 1m\n", 2, "did you mean bars.intervals"),
                damaged("lake: data\n", 1, "unknown key"),
                damaged("lake.path:\n", 1, "write a path"),
                damaged("lake.path: \"\"\n", 1, "write a path"),
                damaged("lake.path: a\n\nlake.path: b\n", 3, "is set on line 1 already"),
                damaged("lake.path: a\nlake:\n  path: b\n", 3, "is set on line 1 already"),
                damaged("lake:\n  path: \"a\\u0001b\"\n", 2, "write a path"),
                damaged("lake:\n\tpath: a\n", 2, "is not YAML"),
                damaged("lake:\n  path: \"a\n", 2, "is not YAML"),
                damaged("lake: {path: a\n", 1, "is not YAML"),
                damaged("lake: [\n", 2, "is not YAML"),
                damaged("- lake.path\n", 1, "holds no keys"),
                damaged("just words\n", 1, "holds no keys"),
                damaged("42\n", 1, "holds no keys"),
                damaged("lake:\n  path: a\n path: b\n", 3, "is not YAML"),
                damaged("lake:\n  path: *other\n", 2, "alias"),
                damaged("lake.path: a: b\n", 1, "is not YAML"),
                damaged("lake.path: @home\n", 1, "is not YAML"),
                damaged("lake.path: %x\n", 1, "is not YAML"),
                damaged("web-ui:\n  port: eighty\n", 2, "write a whole number"),
                damaged("web-ui:\n  port: 8081.5\n", 2, "write a whole number"),
                damaged("web-ui:\n  port: 99999\n", 2, "write a whole number"),
                damaged("web-ui:\n  port: -1\n", 2, "write a whole number"),
                damaged("web-ui:\n  port: 99999999999999999999\n", 2, "write a whole number"),
                damaged("quality:\n  max-price: NaN\n", 2, "write a number above 0"),
                damaged("quality:\n  max-price: .inf\n", 2, "write a number above 0"),
                damaged("quality:\n  max-price: 1e999999999\n", 2, "write a number above 0"),
                damaged("universe:\n  size: 0\n", 2, "write a whole number"),
                damaged("universe:\n  symbols: [BTC, \"\"]\n", 2, "is not a symbol"),
                damaged("universe:\n  symbols: [BTC, null]\n", 2, "list of plain values"),
                damaged("universe:\n  discovery: maybe\n", 2, "write `on` or `off`"),
                damaged("universe:\n  markets: nft\n", 2, "is not one of"),
                damaged("universe:\n  exclude: BTC\n", 2, "always and never"),
                damaged("universe:\n  delistings: FTM=tomorrow\n", 2, "is not a symbol and a time"),
                damaged("universe:\n  weights:\n    volume: -1\n", 3, "write an amount"),
                damaged(
                        "universe:\n  weights:\n    volum: 1\n",
                        3,
                        "did you mean universe.weights.volume"),
                damaged("sentiment:\n  pressure:\n    fear: [1, 2]\n", 3, "write five numbers"),
                damaged("sentiment:\n  url: alternative.me\n", 2, "write a URL"),
                damaged("sentiment:\n  fear-until: 90\n", 2, ""),
                damaged("exchange:\n  websocket-url: https://x\n", 2, "write a URL"),
                damaged("exchange:\n  rest-url: \"http://[::1\"\n", 2, "write a URL"),
                damaged("exchange:\n  users: [me]\n", 2, "is not an address"),
                damaged("exchange:\n  subscriptions: [trade]\n", 2, "is not a channel"),
                damaged("exchange:\n  journal-size: 1 GB\n", 2, "write a size"),
                damaged("exchange:\n  journal-fsync: sometimes\n", 2, "write one of"),
                damaged("exchange:\n  api-key: abc\n", 2, "unknown key"),
                damaged("hot-store:\n  path: a?b\n", 2, "without ? and ;"),
                damaged("hot-store:\n  path: data/store.duckdb\n", 2, "not called store"),
                damaged("hot-store:\n  retention: 1 s\n", 2, "write a duration"),
                damaged("lake.path: ${env:NONE_OF_THESE}\n", 1, "the environment has no"),
                damaged("lake.path: ${file:/no/such}\n", 1, "cannot be read"),
                damaged("lake.path: ${vault:x}\n", 1, "is no reference"),
                damaged("lake.path: x\n---\nlake.path: y\n", 3, "another document"));
    }

    private static Arguments damaged(String yaml, int line, String why) {
        return Arguments.of(yaml, line, why);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void theLineIsNamed(String yaml, int line, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("candlewick.yaml"), yaml);

        List<String> lines = refusal(file);

        assertThat(lines)
                .as(lines.toString())
                .anyMatch(text -> text.contains(file + ":" + line) && text.contains(why));
    }

    @Test
    void whatIsNoTextIsRefusedToo() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {0, 1, 2, (byte) 0xff});
        Path latin = folder.resolve("latin");
        Files.write(latin, "lake.path: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Path none = folder.resolve("none.yaml");

        for (Path file : List.of(binary, latin, none, folder)) {
            assertThat(refusal(file)).allMatch(text -> text.contains(file.toString()));
        }
    }

    @Test
    void whatIsNestedWithoutEndIsRefusedToo() throws IOException {
        Path deep = Files.writeString(folder.resolve("deep"), "a: " + "[".repeat(100_000));

        assertThat(refusal(deep)).allMatch(text -> text.contains(deep + ":1"));
    }

    private static List<String> refusal(Path file) {
        TestingShell shell = new TestingShell(file.resolveSibling("home"));

        assertThat(shell.run("config", "--config", file.toString())).isEqualTo(2);
        assertThat(shell.errorLines())
                .isNotEmpty()
                .allMatch(text -> text.startsWith("candlewick: "))
                .noneMatch(text -> text.contains("Exception") || text.contains("\tat "));
        return shell.errorLines();
    }
}
