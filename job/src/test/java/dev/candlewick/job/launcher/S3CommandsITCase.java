package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.s3.S3FileSystem;
import dev.candlewick.job.s3.S3Store;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution with everything in an object store, and with a store that is no help. */
class S3CommandsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private static Path shared;
    private static S3Store store;
    private static Path bucket;

    @TempDir private Path folder;

    @BeforeAll
    static void startStoreWithATape() throws Exception {
        store = S3Store.start(shared);
        bucket = store.bucket("market");
        Path tape = shared.resolve("tape.jsonl");
        try (OutputStream out = Files.newOutputStream(tape)) {
            Tape.recorded().write(out);
        }
        try (S3FileSystem files = S3FileSystem.use(store.clientSettings())) {
            files.upload(tape, "s3://market/tape.jsonl");
        }
    }

    @AfterAll
    static void stopStore() throws Exception {
        store.close();
    }

    @Test
    void tapeLakeAndCheckpointsMayLieThere() throws Exception {
        try (RunningCandlewick replay = replay("market", S3Store.SECRET_KEY)) {
            assertThat(replay.exitCode(PATIENCE)).as(replay.output()).isZero();
            assertThat(replay.output())
                    .contains("20,524", "lake       s3://market/lake")
                    .doesNotContain("WARN", "\tat ", "mime.types", S3Store.SECRET_KEY);
        }
        assertThat(parquet(bucket.resolve("lake/trades"))).isNotEmpty();
        assertThat(parquet(bucket.resolve("lake/bars"))).isNotEmpty();
        assertReads("verify", "stored bars are what the 20,524 trades make");
        assertReads(
                "query",
                "SELECT count(*) > 10 AS many, any_value(is_read) AS lake"
                        + " FROM bars, lake_access WHERE symbol = 'BTC'",
                "true  true");
        assertReads("report", " bars in report.html");
        assertThat(folder.resolve("data/cache/copies")).isEmptyDirectory();
    }

    /** The last of the arguments is what it says. */
    private void assertReads(String... arguments) throws Exception {
        String[] command = Arrays.copyOf(arguments, arguments.length + 1);
        command[arguments.length - 1] = "--set";
        command[arguments.length] = "lake.path=s3://market/lake";
        try (RunningCandlewick reading = run(S3Store.SECRET_KEY, command)) {
            assertThat(reading.exitCode(PATIENCE)).as(reading.output()).isZero();
            assertThat(reading.output())
                    .contains(arguments[arguments.length - 1])
                    .doesNotContain("WARN", "\tat ", S3Store.SECRET_KEY);
        }
    }

    @Test
    void wrongCredentialsAreReportedInALineForEachPlace() throws Exception {
        try (RunningCandlewick replay = replay("market", "not-the-secret")) {
            assertFails(
                    replay,
                    "the store refuses these credentials; check AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY, what they may do, and"
                            + " s3.audit.request.handlers in config.yaml for a bucket whose readers"
                            + " pay");
        }
    }

    @Test
    void theDoctorPutsAndDeletesInTheStore() throws Exception {
        Path clinic = store.bucket("clinic");
        String[] doctor = {
            "doctor", "--set", "lake.path=s3://clinic/lake", "--set", "exchange.journal=journal"
        };
        store.configuration(folder);
        try (RunningCandlewick healthy = run(S3Store.SECRET_KEY, doctor)) {
            healthy.exitCode(PATIENCE);
            assertThat(healthy.output().lines())
                    .as(healthy.output())
                    .anyMatch(line -> line.matches("ok +lake +s3://clinic/lake can be written"));
        }
        try (Stream<Path> left = Files.walk(clinic)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        try (RunningCandlewick wrong = run("not-the-secret", doctor)) {
            assertThat(wrong.exitCode(PATIENCE)).isEqualTo(1);
            assertThat(wrong.output().lines())
                    .as(wrong.output())
                    .anyMatch(
                            line ->
                                    line.matches("wrong +lake +s3://clinic/lake: .*")
                                            && line.contains("check AWS_ACCESS_KEY_ID"));
        }
    }

    @Test
    void aMissingBucketIsReported() throws Exception {
        try (RunningCandlewick replay = replay("nowhere", S3Store.SECRET_KEY)) {
            assertFails(replay, "there is no such bucket; create it, or name another");
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsReportedInBoundedTime() throws Exception {
        S3Store dead = S3Store.start(folder);
        dead.kill();
        dead.configuration(folder);
        try (RunningCandlewick replay = replayWith("market", S3Store.SECRET_KEY)) {
            assertFails(
                    replay,
                    "the store does not answer; check s3.endpoint in config.yaml and the"
                            + " network");
        }
    }

    private void assertFails(RunningCandlewick replay, String why) throws Exception {
        assertThat(replay.exitCode(PATIENCE)).as(replay.output()).isEqualTo(1);
        List<String> lines = replay.output().lines().toList();
        assertThat(lines).as(replay.output()).hasSize(2);
        assertThat(lines.get(0)).startsWith("candlewick: checkpoints.path = s3://").endsWith(why);
        assertThat(lines.get(1)).startsWith("candlewick: lake.path = s3://").endsWith(why);
    }

    private RunningCandlewick replay(String name, String secret) throws Exception {
        store.configuration(folder);
        return replayWith(name, secret);
    }

    private RunningCandlewick replayWith(String name, String secret) throws IOException {
        return run(
                secret,
                "replay",
                "s3://market/tape.jsonl",
                "--set",
                "lake.path=s3://%s/lake".formatted(name),
                "--set",
                "checkpoints.path=s3://%s/checkpoints".formatted(name));
    }

    private RunningCandlewick run(String secret, String... arguments) throws IOException {
        String[] more = {"--set", "web-ui.port=0", "--set", "sentiment.enabled=off"};
        return RunningCandlewick.start(
                folder,
                Map.of(
                        "FLINK_CONF_DIR",
                        folder.resolve("conf").toString(),
                        "AWS_ACCESS_KEY_ID",
                        S3Store.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        secret),
                Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private static List<Path> parquet(Path table) throws IOException {
        if (!Files.exists(table)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(table)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}
