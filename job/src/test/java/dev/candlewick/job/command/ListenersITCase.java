package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a local run can be reached from another machine. */
class ListenersITCase {

    private static final Path SOCKETS = Path.of("/proc/self/net");
    private static final String LISTENS = "0A";

    /** As Linux writes them: 127.x.y.z, ::1, and ::ffff:127.x.y.z. */
    private static final List<String> LOOPBACK =
            List.of(
                    "[0-9A-F]{6}7F",
                    "00000000000000000000000001000000", "0000000000000000FFFF0000[0-9A-F]{6}7F");

    @TempDir private Path folder;

    @Test
    void everySocketThatListensIsOnTheLoopbackInterface() throws Exception {
        assumeTrue(Files.exists(SOCKETS.resolve("tcp")), "only Linux lists sockets as files");
        Set<String> before = listening();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).speed(60).stayOpen().build()) {
            exchange.start();
            TestingShell shell = new TestingShell(Path.of("..", "flink-conf"));
            CompletableFuture<Integer> running =
                    CompletableFuture.supplyAsync(() -> shell.run(arguments(exchange)));
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> running.isDone() || exchange.counters().tradesSent() > 0);

            Set<String> during = listening();
            shell.stop();
            assertThat(running.get(90, TimeUnit.SECONDS)).as(shell.errorLines() + "").isZero();

            during.removeAll(before);
            assertThat(during).hasSizeGreaterThan(1).allMatch(ListenersITCase::isLoopback);
        }
    }

    private static boolean isLoopback(String address) {
        String host = address.substring(0, address.indexOf(':'));
        return LOOPBACK.stream().anyMatch(host::matches);
    }

    /** The addresses at which this process listens. */
    private static Set<String> listening() throws IOException {
        Set<String> own = own();
        List<String> lines = new ArrayList<>(Files.readAllLines(SOCKETS.resolve("tcp")));
        if (Files.exists(SOCKETS.resolve("tcp6"))) {
            lines.addAll(Files.readAllLines(SOCKETS.resolve("tcp6")));
        }
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[3].equals(LISTENS))
                .filter(columns -> own.contains("socket:[" + columns[9] + "]"))
                .map(columns -> columns[1])
                .collect(Collectors.toSet());
    }

    private static Set<String> own() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(ListenersITCase::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private String[] arguments(ExchangeSimulator exchange) {
        return new String[] {
            "live",
            "--set",
            "web-ui.port=0",
            "--set",
            "universe.symbols=BTC",
            "--set",
            "sentiment.enabled=off",
            "--set",
            "exchange.websocket-url=" + exchange.url(),
            "--set",
            "exchange.rest-url=" + exchange.restUrl(),
            "--set",
            "exchange.journal=" + folder.resolve("journal"),
            "--set",
            "lake.path=" + folder.resolve("lake"),
            "--set",
            "hot-store.path=" + folder.resolve("hot/candlewick.duckdb"),
            "--set",
            "checkpoints.path=" + folder.resolve("checkpoints")
        };
    }
}
