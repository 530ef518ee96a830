package dev.candlewick.job.command;

import dev.candlewick.job.local.Causes;
import dev.candlewick.job.lock.FolderLock;
import dev.candlewick.job.lock.Holder;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.status.Finding;
import dev.candlewick.job.status.FindingsFormat;
import dev.candlewick.job.status.Places;
import dev.candlewick.job.status.RunReport;
import dev.candlewick.job.status.RunStatus;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick status}. */
@Command(
        name = "status",
        description = "Show what runs, how fresh it is, and how much room is left.",
        footer = {"", "Exits with 1 if nothing runs or something is stale."})
final class StatusCommand implements Callable<Integer> {

    private static final String OK = "ok";
    private static final String STALE = "stale";

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "How it is written; ${DEFAULT-VALUE} unless given.")
    private Format format;

    /** How it is written. */
    private enum Format {
        table,
        json
    }

    StatusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        List<Finding> findings = findings(effective.settings());
        if (format == Format.json) {
            shell.out().println(FindingsFormat.json(findings, OK, STALE));
        } else {
            FindingsFormat.table(findings, OK, STALE).forEach(shell.out()::println);
        }
        return findings.stream().allMatch(Finding::good) ? 0 : 1;
    }

    /** Of all runs: another one, or a backfill, may have healed what a run left open. */
    private static Optional<Finding> openGaps(Settings settings) {
        HotStoreQuery stores = DeadLettersCommand.stores(settings);
        if (stores.findsNothing()) {
            return Optional.empty();
        }
        long[] open = new long[1];
        try {
            stores.run(
                    "SELECT count(*) FROM gaps WHERE healed_at IS NULL",
                    rows -> {
                        rows.next();
                        open[0] = rows.getLong(1);
                    });
        } catch (IOException | SQLException e) {
            String why = "cannot be read: " + Causes.oneLine(e);
            return Optional.of(new Finding("gaps", false, why));
        }
        return Optional.of(
                new Finding("gaps", true, String.format(Locale.ROOT, "%,d open", open[0])));
    }

    private static List<Finding> findings(Settings settings) throws Exception {
        Path hotStore = settings.hotStore().path();
        Optional<Holder> holder = FolderLock.holder(RunLocks.hotStore(hotStore));
        Optional<RunReport> report = RunReport.read(StatusWriter.fileOf(hotStore));
        List<Finding> findings =
                new ArrayList<>(
                        new RunStatus(Instant.now(), settings.lake().commitInterval())
                                .of(holder, report));
        Places places = new Places(Instant.now());
        settings.exchange().journal().ifPresent(at -> findings.add(places.journal(at)));
        Optional<Path> lake = LocalPaths.of(settings.lake().path());
        if (lake.isPresent()) {
            findings.addAll(places.tables(lake.get()));
        }
        findings.add(places.published(hotStore));
        openGaps(settings).ifPresent(findings::add);
        lake.ifPresent(at -> findings.add(Places.room("disk of the lake", at)));
        findings.add(Places.room("disk of the hot store", hotStore));
        LocalPaths.of(settings.checkpoints().path())
                .ifPresent(at -> findings.add(Places.room("disk of checkpoints", at)));
        settings.exchange()
                .journal()
                .ifPresent(at -> findings.add(Places.room("disk of the journal", at)));
        return findings;
    }
}
