package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.lakereplay.LakeReplaySource;
import dev.candlewick.job.lakereplay.LakeSpan;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.summary.LakeReplaySummary;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.sinks.duckdb.StoredCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.FileUtils;

/** Rebuilds bars from the trades of a lake. */
final class LakeReplayRunner {

    private static final String NAME = "candlewick replay of the lake";

    private final Shell shell;
    private final EffectiveSettings effective;
    private final Settings settings;
    private final JobRunner runner;

    LakeReplayRunner(Shell shell, EffectiveSettings effective) {
        this.shell = shell;
        this.effective = effective;
        this.settings = effective.settings();
        this.runner = new JobRunner(shell, effective);
    }

    /**
     * Runs to the end of the span.
     *
     * @param named empty for every symbol that traded
     * @throws Refusal if there is nothing to replay, or the run fails
     */
    void run(Instant from, Instant to, List<String> named) throws Exception {
        if (!to.isAfter(from)) {
            throw Refusal.usage(List.of("--to %s is not after --from %s".formatted(to, from)));
        }
        Path lake = lake();
        MarketDataJob job;
        try (StoredCoverage stored = StoredCoverage.of(lake, micros(from), micros(to))) {
            LakeSpan span =
                    new LakeSpan(
                            lake.toString(),
                            micros(from),
                            micros(to),
                            symbols(stored, from, to, named),
                            settings.bars().outOfOrderness());
            job = job(span, stored.origin().orElse(Origin.TAPE));
        }
        if (!shell.ownsProcess()) {
            runner.submit(job);
            return;
        }
        Preflight.of(effective).webUiPort().lakeIsPrepared().orRefuse();
        Path folder = Files.createTempDirectory("candlewick-replay");
        try {
            RunResult result = runner.runHere(job, configuration(folder), read(from, to));
            if (result.savepoint().isPresent()) {
                throw Refusal.failure("stopped before its end; the same command starts over");
            }
            shell.out().println();
            new LakeReplaySummary(JobCounts.of(result.counts()), job.runId(), settings)
                    .lines()
                    .forEach(shell.out()::println);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    /** Its checkpoints are of no use to a later run, and must not be found by {@code live}. */
    private Configuration configuration(Path folder) {
        Configuration configuration = runner.localConfiguration();
        LocalConfiguration.giveUpOnRepeatedFailure(configuration);
        LocalConfiguration.readRecordings(configuration);
        String checkpoints = folder.toUri().toString();
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints);
        return configuration;
    }

    private Path lake() {
        String described = effective.describe(SettingKeys.LAKE_PATH);
        Path lake =
                LocalPaths.of(settings.lake().path())
                        .orElseThrow(
                                () ->
                                        Refusal.usage(
                                                List.of(
                                                        described
                                                                + ": trades are read from a lake"
                                                                + " of this machine only; mount"
                                                                + " or copy it")))
                        .toAbsolutePath()
                        .normalize();
        if (!Files.isDirectory(lake)) {
            throw Refusal.usage(List.of(described + ": no lake is there; name another with --set"));
        }
        return lake;
    }

    private List<String> symbols(
            StoredCoverage stored, Instant from, Instant to, List<String> named)
            throws SQLException, IOException {
        List<String> traded = stored.symbols();
        if (traded.isEmpty()) {
            throw Refusal.failure(
                    "no trade of %s to %s is in the lake; look at %s"
                            .formatted(from, to, effective.describe(SettingKeys.LAKE_PATH)));
        }
        List<String> unknown =
                named.stream().distinct().filter(symbol -> !traded.contains(symbol)).toList();
        if (!unknown.isEmpty()) {
            throw Refusal.usage(
                    List.of(
                            "--symbols %s: no such trade of %s to %s is in the lake, which has %s"
                                    .formatted(
                                            String.join(",", unknown),
                                            from,
                                            to,
                                            String.join(", ", traded))));
        }
        return named.isEmpty() ? traded : named.stream().distinct().sorted().toList();
    }

    private MarketDataJob job(LakeSpan span, Origin origin) {
        Inputs inputs =
                new Inputs(
                                new LakeReplaySource(span),
                                SentimentFeeds.askedOnce(settings.sentiment().url(), settings))
                        .ofStoredTrades();
        return new MarketDataJob(
                NAME, inputs, origin, settings, runner.newRunId(), Optional.empty());
    }

    private static Function<Counts, OptionalDouble> read(Instant from, Instant to) {
        double days = Math.max(1, Math.ceil(Duration.between(from, to).toMinutes() / 1_440.0));
        return counts ->
                OptionalDouble.of(
                        Math.min(1, counts.totalOfSources(LakeReplaySource.DAYS_READ) / days));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
