package dev.candlewick.job.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.cluster.TapeInLake;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two random troubles at random moments of a run of the distribution, by a seed. Afterwards each
 * trade is in the lake once, or lies in a gap; and what was journalled is there whatever happened.
 * {@code mvn -Pfaults verify -Dcandlewick.seeds=100}, from {@code -Dcandlewick.seed=} on, or those
 * of {@code -Dcandlewick.seed=7,12,30}.
 */
@EnabledIfSystemProperty(named = "candlewick.faults", matches = "true")
@Timeout(300)
class TroubledRunsITCase {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int SEEDS = Integer.getInteger("candlewick.seeds", 4);
    private static final int SPEED = 60;
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Instant START = Instant.parse("2025-09-04T20:00:00Z");
    private static final Pattern TIME = Pattern.compile("\"time\":\\d+");

    @TempDir private Path folder;
    private final Tape tape = Tape.recorded().cut(START, START.plusSeconds(300));

    static IntStream seeds() {
        String[] chosen = System.getProperty("candlewick.seed", "1").split(",");
        int first = Integer.parseInt(chosen[0]);
        return chosen.length > 1
                ? Arrays.stream(chosen).mapToInt(Integer::parseInt)
                : IntStream.range(first, first + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachTradeIsStoredOnceOrLiesInAGapWhateverTwoThingsHappen(int seed) throws Exception {
        // What neighbouring seeds begin with would be alike.
        Random random = new Random(new SplittableRandom(seed).nextLong());
        List<Planned> plan = List.of(plan(random), plan(random));
        String story = "seed " + seed + ": " + plan;
        long began = System.nanoTime();
        TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("data/lake"));
        try (ExchangeSimulator exchange = exchange(plan);
                TroubledRun run = new TroubledRun(folder, exchange, random)) {
            for (Planned planned : plan) {
                planned.trouble.prepare(run);
            }
            play(plan, exchange, run);
            awaitEverythingIn(lake, run, story);
            assertThat(run.live().stop(PATIENCE)).as("%s%n%s", story, run.output()).isZero();

            assertThat(run.output()).as(story).doesNotContain("is being restarted");
            judge(lake, run, plan, story);
            try (RunningCandlewick verify = run.run("verify")) {
                assertThat(verify.exitCode(PATIENCE)).as("%s%n%s", story, verify.output()).isZero();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d of %d trades, %d starts, %.0f s%n",
                    story,
                    lake.trades(),
                    tape.trades().size(),
                    run.starts(),
                    (System.nanoTime() - began) / 1e9);
        }
    }

    private void judge(TapeInLake lake, TroubledRun run, List<Planned> plan, String story)
            throws Exception {
        assertThat(lake.unexplained()).as("lost without a gap: %s", story).isEmpty();
        assertThat(lake.wrongBars()).as("complete and wrong: %s", story).isEmpty();
        assertThat(run.hotStore()).as(story).exists();
        if (!happened(plan, Trouble.CHECKPOINT_DAMAGED)) {
            assertThat(lake.storedTwice()).as("stored twice: %s", story).isEmpty();
        }
        if (!happened(plan, Trouble.CLOCK_AHEAD)) {
            assertThat(lake.rows("SELECT trade_id FROM trades"))
                    .as("journalled when it was killed: %s", story)
                    .containsAll(run.received());
        }
        if (plan.stream().allMatch(planned -> planned.trouble.losesNothing())) {
            assertThat(lake.trades()).as(story).isEqualTo(tape.trades().size());
        }
    }

    private static boolean happened(List<Planned> plan, Trouble trouble) {
        return plan.stream().anyMatch(planned -> planned.trouble == trouble);
    }

    private static void play(List<Planned> plan, ExchangeSimulator exchange, TroubledRun run)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean isOver = false;
        while (!isOver) {
            run.keepUp();
            isOver = exchange.awaitEnd(LOOK_EVERY);
            for (Planned planned : plan) {
                planned.look(exchange.counters().framesPlayed(), run);
                isOver &= planned.isOver;
            }
            assertThat(System.nanoTime()).as("%s%n%s", plan, run.output()).isLessThan(deadline);
        }
    }

    private static void awaitEverythingIn(TapeInLake lake, TroubledRun run, String story)
            throws Exception {
        await(story)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(
                        () -> {
                            run.keepUp();
                            return lake.unexplained().isEmpty() && Files.exists(run.hotStore());
                        });
    }

    private Planned plan(Random random) {
        Trouble[] all = Trouble.values();
        return new Planned(
                all[random.nextInt(all.length)],
                Math.round((0.1 + 0.6 * random.nextDouble()) * tape.frameCount()),
                1_000 + random.nextInt(3_000));
    }

    private ExchangeSimulator exchange(List<Planned> plan) throws Exception {
        Script.Builder script = Script.builder();
        Tape played = tape;
        for (Planned planned : plan) {
            for (Fault fault : planned.trouble.faults()) {
                script.afterFrames(planned.afterFrames, fault);
            }
            if (planned.trouble == Trouble.CLOCK_AHEAD) {
                played = anHourAhead(played, planned.afterFrames);
            }
        }
        return ExchangeSimulator.builder()
                .tape(played)
                .speed(SPEED)
                .script(script.build())
                .stayOpen()
                .build()
                .start();
    }

    /** A tenth of the tape has times that are ahead of the clock of this machine. */
    private static Tape anHourAhead(Tape tape, long from) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        tape.write(text);
        List<String> lines = new ArrayList<>(text.toString(UTF_8).lines().toList());
        String ahead = "\"time\":" + (System.currentTimeMillis() + 3_600_000);
        for (int line = (int) from; line < from + tape.frameCount() / 10; line++) {
            lines.set(line, TIME.matcher(lines.get(line)).replaceAll(ahead));
        }
        return Tape.read(new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)));
    }

    /** One that begins at a frame of the tape and lasts so many milliseconds. */
    private static final class Planned {
        private final Trouble trouble;
        private final long afterFrames;
        private final long millis;
        private long endsAt;
        private boolean isOver;

        Planned(Trouble trouble, long afterFrames, long millis) {
            this.trouble = trouble;
            this.afterFrames = afterFrames;
            this.millis = millis;
        }

        void look(long framesPlayed, TroubledRun run) throws Exception {
            if (endsAt == 0 && framesPlayed >= afterFrames) {
                endsAt = System.nanoTime() + millis * 1_000_000;
                trouble.begin(run);
            }
            if (endsAt != 0 && !isOver && System.nanoTime() >= endsAt) {
                isOver = true;
                trouble.end(run);
            }
        }

        @Override
        public String toString() {
            return trouble + " after " + afterFrames + " frames for " + millis + " ms";
        }
    }
}
