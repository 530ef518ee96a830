package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which nothing is wrong, and what is wrong with the others. */
class DoctorCommandTest {

    @TempDir private Path folder;

    @Test
    void nothingIsWrongWithAHealthyMachine() throws Exception {
        try (ExchangeSimulator exchange = exchange()) {
            TestingShell shell = new TestingShell(folder);

            assertThat(doctor(shell, exchange)).as(shell.out()).isZero();

            assertThat(shell.out().lines())
                    .allMatch(line -> line.startsWith("ok "))
                    .anyMatch(line -> line.matches("ok +exchange's REST .*"))
                    .anyMatch(line -> line.matches("ok +clock .*"))
                    .anyMatch(line -> line.contains(folder.resolve("lake") + " can be written"));
            assertThat(folder.resolve("lake")).isEmptyDirectory();
        }
    }

    @Test
    void eachThingThatIsWrongHasALineWithItsRemedy() throws Exception {
        try (ExchangeSimulator exchange = exchange();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestingShell shell = new TestingShell(folder);
            Path file = Files.writeString(folder.resolve("file"), "");

            int exitCode =
                    doctor(
                            shell,
                            exchange,
                            "--set=web-ui.port=" + taken.getLocalPort(),
                            "--set=exchange.journal=",
                            "--set=lake.path=" + file.resolve("lake"));

            assertThat(exitCode).as(shell.out()).isEqualTo(1);
            assertThat(shell.out().lines().filter(line -> line.startsWith("wrong")))
                    .as(shell.out())
                    .anyMatch(
                            line ->
                                    line.contains("port " + taken.getLocalPort())
                                            && line.contains("set web-ui.port"))
                    .anyMatch(line -> line.contains("exchange.journal is off"))
                    .anyMatch(line -> line.contains("lake") && line.contains(file + "/lake: "))
                    .hasSize(3);
        }
    }

    private static ExchangeSimulator exchange() throws Exception {
        return ExchangeSimulator.builder()
                .tape(Tape.recorded())
                .speed(60)
                .stayOpen()
                .build()
                .start();
    }

    private int doctor(TestingShell shell, ExchangeSimulator exchange, String... more) {
        return shell.run(
                Stream.concat(
                                Stream.of(
                                        "doctor",
                                        "--set=web-ui.port=0",
                                        "--set=lake.path=" + folder.resolve("lake"),
                                        "--set=checkpoints.path=" + folder.resolve("checkpoints"),
                                        "--set=exchange.journal=" + folder.resolve("journal"),
                                        "--set=hot-store.path=" + folder.resolve("hot/hot.duckdb"),
                                        "--set=exchange.websocket-url=" + exchange.url(),
                                        "--set=exchange.rest-url=" + exchange.restUrl(),
                                        "--set=sentiment.url=" + exchange.sentimentUrl()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }
}
