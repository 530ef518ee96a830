package dev.candlewick.job.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.cluster.TapeInLake;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state that can be read, and that no operator can restore: the next older one is tried, and no
 * more. {@code mvn -Pfaults verify} runs it.
 */
@EnabledIfSystemProperty(named = "candlewick.faults", matches = "true")
class UnrestorableStateITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SPEED = 10;

    @TempDir private Path folder;

    @Test
    void theOlderOneIsTriedAndThenTheRunEndsWithTheReason() throws Exception {
        Tape tape = LongTape.of(Duration.ofSeconds(40L * SPEED));
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(tape)
                                .speed(SPEED)
                                .stayOpen()
                                .build()
                                .start();
                TroubledRun run = new TroubledRun(folder, exchange, new Random(1))) {
            TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("data/lake"));
            run.keepUp();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> run.checkpoints().size() > 2);
            run.kill();
            List<Path> checkpoints = run.checkpoints();
            spoil(checkpoints.get(checkpoints.size() - 1));

            run.startAgain();
            await().atMost(PATIENCE).until(() -> exchange.awaitEnd(Duration.ofMillis(100)));
            await().atMost(PATIENCE).until(() -> lake.unexplained().isEmpty());
            assertThat(run.live().output())
                    .contains("The job could not go on from file:" + folder)
                    .contains("Going on from file:" + checkpoints.get(checkpoints.size() - 2));

            run.kill();
            for (Path checkpoint : run.checkpoints()) {
                spoil(checkpoint);
            }
            run.startAgain();
            assertThat(run.live().exitCode(PATIENCE)).as(run.output()).isEqualTo(1);
            assertThat(run.live().output().lines().toList())
                    .last()
                    .asString()
                    .startsWith("candlewick: the job failed 2 times in the same way");
        }
    }

    /** Names classes in it that there are not, and takes the checksums away that would tell. */
    private void spoil(Path checkpoint) throws IOException {
        Path metadata = checkpoint.resolve("_metadata");
        String text = Files.readString(metadata, ISO_8859_1);
        assertThat(text.contains("dev.candlewick.") || text.contains("dev.sandlewick.")).isTrue();
        Files.writeString(metadata, text.replace("dev.candlewick.", "dev.sandlewick."), ISO_8859_1);
        for (Path file : TroubledRun.files(folder.resolve("data/checkpoints/.checksums"), "")) {
            Files.delete(file);
        }
    }
}
