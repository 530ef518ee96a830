package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.query.ResultFormat;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.sinks.duckdb.BarVerification;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick verify}. */
@Command(
        name = "verify",
        description = "Recompute the bars of the lake from its trades, and compare.",
        footer = {
            "",
            "Fails if a stored bar is not what its trades make, if the volume of a complete bar is"
                    + " not the exchange's, or if there is nothing to verify. What else differs from"
                    + " the exchange's candles is counted."
        })
final class VerifyCommand implements RunsCommand {

    private static final int SHOWN = 20;
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(2);

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = UtcTime.class,
            description = "Only bars that open then or later, such as 2025-09-04T20:00Z.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = UtcTime.class,
            description = "Only bars that close then or earlier.")
    private Instant to;

    VerifyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws IOException, SQLException, InvalidSettingsException {
        Path lake = lake(options.load(shell.environment(), CommandValues.NONE));
        BarVerification.Range range =
                new BarVerification.Range(micros(from, Long.MIN_VALUE), micros(to, Long.MAX_VALUE));
        if (range.from() >= range.to()) {
            throw Refusal.usage(List.of("--from must be before --to"));
        }
        try (BarVerification verification = BarVerification.of(lake, range)) {
            long trades = verifyDays(verification);
            report(verification, trades);
        }
    }

    private static long micros(Instant time, long unlessGiven) {
        return time == null ? unlessGiven : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Path lake(EffectiveSettings effective) {
        String path = effective.settings().lake().path();
        String described = effective.describe(SettingKeys.LAKE_PATH);
        Path local =
                LocalPaths.of(path)
                        .orElseThrow(
                                () ->
                                        Refusal.usage(
                                                List.of(
                                                        described
                                                                + ": verify reads files of this"
                                                                + " machine only; mount or copy the"
                                                                + " lake and name that folder")));
        if (!Files.isDirectory(local)) {
            throw Refusal.usage(
                    List.of(
                            described
                                    + ": no lake is there; run live, replay, backfill or demo"
                                    + " first, or name another"));
        }
        return local;
    }

    private long verifyDays(BarVerification verification) throws IOException, SQLException {
        SortedSet<LocalDate> days = verification.days();
        VerifyProgress progress = new VerifyProgress(shell.err(), shell.terminal(), days.size());
        for (LocalDate day : days) {
            progress.verified(day, verification.verify(day, VerifyCommand::letWritersSettle));
        }
        progress.end();
        return progress.trades();
    }

    private static void letWritersSettle(Instant changedAt) {
        if (changedAt.isAfter(Instant.now().minus(SETTLED_AFTER))) {
            LockSupport.parkNanos(SETTLED_AFTER.toNanos());
        }
    }

    private void report(BarVerification verification, long trades)
            throws IOException, SQLException {
        long differences = verification.differences();
        if (verification.bars() == 0 && differences == 0) {
            throw Refusal.failure("nothing to verify: no bar is stored in that time");
        }
        Writer out = new BufferedWriter(new OutputStreamWriter(shell.out(), UTF_8));
        writeTables(verification, out);
        out.flush();
        if (differences > 0) {
            throw Refusal.failure(wrong(differences));
        }
        shell.out()
                .printf(
                        Locale.ROOT,
                        "%nThe %,d stored bars are what the %,d trades make.%n",
                        verification.bars(),
                        trades);
    }

    private static void writeTables(BarVerification verification, Writer out)
            throws IOException, SQLException {
        if (verification.differences() > 0) {
            verification.reportDifferences(SHOWN, rows -> ResultFormat.TABLE.write(rows, out));
            out.write("\n");
        }
        verification.reportBars(rows -> ResultFormat.TABLE.write(rows, out));
        if (verification.besideExchange() > 0) {
            out.write("\nBeside the exchange's candles:\n");
            verification.reportExchange(rows -> ResultFormat.TABLE.write(rows, out));
        }
    }

    private static String wrong(long differences) {
        return differences == 1
                ? "one field of a stored bar is wrong"
                : String.format(
                        Locale.ROOT,
                        "%,d fields of stored bars are wrong%s",
                        differences,
                        differences > SHOWN ? "; the first " + SHOWN + " are shown" : "");
    }
}
