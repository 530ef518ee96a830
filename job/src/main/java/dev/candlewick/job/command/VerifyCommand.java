package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.query.ResultFormat;
import dev.candlewick.job.report.ReportCheck;
import dev.candlewick.job.report.ReportData;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.sinks.cache.LakeCopy;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.duckdb.BarVerification;
import dev.candlewick.sinks.duckdb.DuckDb;
import dev.candlewick.sinks.tables.Tables;
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
import java.util.ArrayList;
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
                    + " not the exchange's, if neither a bar nor a gap stands for a window between"
                    + " two bars of a run, or if there is nothing to verify. What else differs from"
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

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Compare the bars in a page of report with those of the stores instead.")
    private Path report;

    private final List<String> damaged = new ArrayList<>();

    VerifyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws IOException, SQLException, InvalidSettingsException {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        if (report != null) {
            verifyReport(effective);
            return;
        }
        BarVerification.Range range =
                new BarVerification.Range(micros(from, Long.MIN_VALUE), micros(to, Long.MAX_VALUE));
        if (range.from() >= range.to()) {
            throw Refusal.usage(List.of("--from must be before --to"));
        }
        try (LakeReader lake = lake(effective);
                BarVerification verification =
                        BarVerification.of(lake.folder(), range, day -> bring(lake, day))) {
            lake.bring(VerifyCommand::folders);
            long trades = verifyDays(verification, lake);
            report(verification, trades);
        }
    }

    private static void bring(LakeReader lake, LocalDate day) throws IOException, SQLException {
        lake.bring(copy -> BarVerification.needs(day));
    }

    /** By them the days are known. */
    private static List<Need> folders(LakeCopy copy) throws IOException {
        copy.makeFolders(Tables.TRADES);
        copy.makeFolders(Tables.BARS);
        return List.of();
    }

    private void verifyReport(EffectiveSettings effective) throws IOException, SQLException {
        if (!Files.isRegularFile(report)) {
            throw Refusal.usage(List.of("--report " + report + ": no such file"));
        }
        ReportCheck check = ReportCheck.of(report);
        try (LakeReader lake = LakeReader.open(shell, effective);
                DuckDb duckDb = lake.stores(copy -> ReportNeeds.of(check.range(), copy)).open()) {
            List<String> differences = check.differences(new ReportData(duckDb));
            if (!differences.isEmpty()) {
                throw Refusal.failure(differences);
            }
        }
        shell.out()
                .printf(
                        Locale.ROOT,
                        "The %,d bars of %s are those of the stores.%n",
                        check.bars(),
                        report);
    }

    private static long micros(Instant time, long unlessGiven) {
        return time == null ? unlessGiven : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private LakeReader lake(EffectiveSettings effective) throws IOException {
        LakeReader lake = LakeReader.open(shell, effective);
        if (!lake.isThere()) {
            lake.close();
            throw Refusal.usage(
                    List.of(
                            effective.describe(SettingKeys.LAKE_PATH)
                                    + ": no lake is there; run live, replay, backfill or demo"
                                    + " first, or name another"));
        }
        return lake;
    }

    private long verifyDays(BarVerification verification, LakeReader lake)
            throws IOException, SQLException {
        SortedSet<LocalDate> days = verification.days();
        VerifyProgress progress = new VerifyProgress(shell.err(), shell.terminal(), days.size());
        for (LocalDate day : days) {
            progress.verified(day, verify(verification, lake, day));
        }
        progress.end();
        return progress.trades();
    }

    /** What can be read of a day is verified, and the rest is named. */
    private long verify(BarVerification verification, LakeReader lake, LocalDate day)
            throws IOException, SQLException {
        try {
            return verification.verify(day, VerifyCommand::letWritersSettle);
        } catch (SQLException e) {
            List<String> files = verification.leaveDamagedOut(day);
            if (files.isEmpty()) {
                throw e;
            }
            files.stream().map(lake::named).forEach(damaged::add);
            return verification.verify(day, VerifyCommand::letWritersSettle);
        }
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
        if (!damaged.isEmpty()) {
            List<String> lines = new ArrayList<>(damaged);
            lines.add(
                    "left out: the files above cannot be read, and bars of their trades may miss");
            throw Refusal.failure(lines);
        }
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
        long leftOut = verification.barsOfHoursWithBlocksLeftOut();
        if (leftOut > 0) {
            out.write(
                    String.format(
                            Locale.ROOT,
                            "%n%,d complete or quiet bars are of hours whose files leave block"
                                    + " numbers out: a loss of less than archive.max-silence could"
                                    + " hide in them.%n",
                            leftOut));
        }
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
