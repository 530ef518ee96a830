package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.cluster.TapeInLake;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM and starts while disks are full, and while a job is restarted again and again. {@code mvn
 * -Pfaults verify} runs it.
 */
@EnabledIfSystemProperty(named = "candlewick.faults", matches = "true")
class StoppedInTroubleITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What a service manager waits before it kills. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

    private static final Duration PROMISED = Duration.ofSeconds(10);

    /** Fails at the first trade, and after each restart again. */
    private static final String FAILING_SCRIPT =
            """
            CREATE TABLE nowhere (number INT) WITH ('connector' = 'blackhole');
            INSERT INTO nowhere SELECT CAST(symbol AS INT) FROM trades;
            """;

    private static final int SPEED = 10;

    @TempDir private Path folder;
    private ExchangeSimulator exchange;
    private TroubledRun run;
    private TapeInLake lake;

    private void prepare() throws Exception {
        Tape tape = LongTape.of(Duration.ofSeconds(30L * SPEED));
        exchange = ExchangeSimulator.builder().tape(tape).speed(SPEED).stayOpen().build().start();
        run = new TroubledRun(folder, exchange, new Random(1));
        lake = new TapeInLake(folder, tape, folder.resolve("data/lake"));
    }

    private void start() throws Exception {
        prepare();
        run.disk("lake");
        run.disk("journal");
        run.keepUp();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(lake.trades()).as(run.output()).isPositive());
    }

    @AfterEach
    void end() throws Exception {
        exchange.close();
        run.close();
    }

    @Test
    void whatTheJournalHoldsIsInTheLakeAfterTheNextStart() throws Exception {
        start();
        run.disk("lake").fill();
        awaitOnTheConsole("! the lake ");

        assertThat(run.live().stop(STOPS_WITHIN)).as(run.output()).isZero();
        assertThat(run.output()).contains("The last checkpoint and the journal hold what was");
        run.startAgain();
        long before = exchange.counters().tradesSent();
        await().atMost(PATIENCE).until(() -> exchange.counters().tradesSent() > before + 100);
        run.disk("lake").free();

        assertEverythingIsInTheLakeOnceAtTheEnd();
    }

    @Test
    void whatIsLostWhenTheJournalIsFullTooIsTheReasonOfAFailure() throws Exception {
        start();
        run.disk("lake").fill();
        run.disk("journal").fill();
        awaitOnTheConsole("! the lake ");
        awaitOnTheConsole("! the frame journal ");

        assertThat(run.live().stop(STOPS_WITHIN)).as(run.output()).isEqualTo(1);
        assertThat(run.output())
                .contains("candlewick: what was received since the last checkpoint");

        run.startAgain();
        assertThat(run.live().exitCode(PATIENCE)).as(run.output()).isEqualTo(1);
        assertThat(run.output())
                .containsPattern("exchange.journal = .*data/journal cannot be written")
                .contains("free some space, or name another place");
    }

    @Test
    void aRunThatIsRestartedAgainAndAgainEndsInTenSecondsAndLosesNothing() throws Exception {
        prepare();
        Path settings = folder.resolve("settings.yaml");
        String good = Files.readString(settings);
        Path script = Files.writeString(folder.resolve("failing.sql"), FAILING_SCRIPT);
        Files.writeString(settings, good + "sql.scripts: [" + script + "]\n");
        run.keepUp();
        awaitOnTheConsole("is being restarted");

        long asked = System.nanoTime();
        assertThat(run.live().stop(STOPS_WITHIN)).as(run.output()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROMISED);
        assertThat(run.output()).contains("The last checkpoint and the journal hold what was");

        Files.writeString(settings, good);
        run.startAgain();
        assertEverythingIsInTheLakeOnceAtTheEnd();
    }

    private void assertEverythingIsInTheLakeOnceAtTheEnd() throws Exception {
        assertThat(exchange.awaitEnd(PATIENCE)).isTrue();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> lake.unexplained().isEmpty());
        assertThat(run.live().stop(PATIENCE)).as(run.output()).isZero();
        assertThat(lake.storedTwice()).isEmpty();
        assertThat(lake.unexplained()).isEmpty();
    }

    private void awaitOnTheConsole(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(run.output()).contains(text));
    }
}
