package dev.candlewick.job.command;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.job.report.ReportData;
import dev.candlewick.job.report.ReportPage;
import dev.candlewick.job.report.ReportRange;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.sinks.duckdb.DuckDb;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick report}. */
@Command(
        name = "report",
        description = "Write a page with candles, coverage, gaps, sentiment and quality.",
        footer = {
            "",
            "One HTML file that needs no network. By default it shows every symbol, the last",
            "seven days, and the intervals that are not too fine for that many bars."
        })
final class ReportCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "Where the page is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    @Option(names = "--symbols", paramLabel = "A,B", split = ",", description = "Only these.")
    private List<String> symbols = List.of();

    @Option(
            names = "--interval",
            paramLabel = "1m",
            split = ",",
            description = "Only bars of this interval, or of several.")
    private List<String> intervals = List.of();

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
            description = "Only bars that open before.")
    private Instant to;

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        intervals.forEach(ReportCommand::refuseUnknown);
        if (from != null && to != null && !from.isBefore(to)) {
            throw Refusal.usage(List.of("--from must be before --to"));
        }
        ReportRange asked =
                new ReportRange(
                        symbols,
                        intervals,
                        from == null ? Long.MIN_VALUE : micros(from),
                        to == null ? Long.MAX_VALUE : micros(to));
        try (LakeReader lake = LakeReader.open(shell, effective)) {
            ReportPage page = write(lake.stores(copy -> ReportNeeds.of(asked, copy)), asked, out);
            shell.out().println(String.format(Locale.ROOT, "%,d bars in %s", page.bars(), out));
        }
    }

    /** Writes the page of what the stores have in a range. */
    static ReportPage write(HotStoreQuery stores, ReportRange asked, Path out)
            throws SQLException, IOException {
        try (DuckDb duckDb = stores.open()) {
            ReportData data = new ReportData(duckDb);
            ReportPage page = ReportPage.of(data, data.complete(asked), Instant.now());
            if (page.bars() == 0) {
                throw Refusal.failure(
                        "no page: no final bar is stored in that time, of those symbols and"
                                + " intervals");
            }
            page.writeTo(out);
            return page;
        }
    }

    private static void refuseUnknown(String interval) {
        try {
            BarInterval.of(interval);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(List.of("--interval: " + e.getMessage()));
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
