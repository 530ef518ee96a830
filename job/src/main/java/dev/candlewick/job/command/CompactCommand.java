package dev.candlewick.job.command;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.sinks.compaction.CompactedFolder;
import dev.candlewick.sinks.compaction.CompactionReport;
import dev.candlewick.sinks.compaction.Days;
import dev.candlewick.sinks.compaction.LakeCompaction;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick compact}. */
@Command(
        name = "compact",
        description = "Merge the files of closed days of the lake, also while a job is writing.",
        footer = {
            "",
            "Without a day: every day before today (UTC), and the tables that have no days. The",
            "files that were merged stay while a checkpoint or a running query may ask for them; a",
            "later run removes them. Unfinished files of jobs that died are removed as well."
        })
final class CompactCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @ArgGroup private Selection selection = new Selection();

    @Option(
            names = "--keep-minutes",
            paramLabel = "N",
            description = "How long merged files stay for running queries; 60 unless given.")
    private long keepMinutes = LakeCompaction.KEEP_REPLACED.toMinutes();

    /** Which days; one of them or none. */
    private static final class Selection {

        @Option(names = "--date", paramLabel = "D", description = "This day, such as 2025-01-31.")
        private LocalDate date;

        @Option(names = "--before", paramLabel = "D", description = "Every day before this one.")
        private LocalDate before;

        Days days() {
            if (date != null) {
                return Days.on(date);
            }
            return Days.before(before == null ? LocalDate.now(ZoneOffset.UTC) : before);
        }
    }

    CompactCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Settings settings = effective.settings();
        refuseWhatCannotBe(effective);
        new JobRunner(shell, effective).localConfiguration(); // the file systems are known by it
        ByteProgress progress = new ByteProgress(shell.err(), shell.terminal());
        print("table", "day", "files", "", "bytes", "", "");
        CompactionReport report =
                LakeCompaction.of(
                                FlinkPaths.absolute(settings.lake().path()),
                                FlinkPaths.absolute(settings.checkpoints().path()))
                        .keepReplaced(Duration.ofMinutes(keepMinutes))
                        .onPlan(progress::begin)
                        .run(selection.days(), folder -> merged(folder, progress));
        progress.clear();
        shell.out()
                .printf(
                        Locale.ROOT,
                        "%d folders compacted; %d files removed, %d merged files stay for now%n",
                        report.folders().size(),
                        report.removed(),
                        report.kept());
    }

    private void refuseWhatCannotBe(EffectiveSettings effective) {
        if (keepMinutes < 0) {
            throw Refusal.usage(List.of("--keep-minutes is less than 0; write 60, or 0"));
        }
        if (LocalPaths.of(effective.settings().lake().path())
                .filter(Files::notExists)
                .isPresent()) {
            throw Refusal.usage(
                    List.of(
                            effective.describe(SettingKeys.LAKE_PATH)
                                    + ": it is not there; run live, replay or backfill first, or"
                                    + " name another"));
        }
    }

    private void merged(CompactedFolder folder, ByteProgress progress) {
        progress.clear();
        print(folder);
        progress.add(folder.bytesBefore());
    }

    private void print(CompactedFolder folder) {
        print(
                folder.table(),
                folder.folder().isEmpty() ? "-" : folder.folder().replace("date=", ""),
                Integer.toString(folder.filesBefore()),
                Integer.toString(folder.filesAfter()),
                Long.toString(folder.bytesBefore()),
                Long.toString(folder.bytesAfter()),
                folder.note());
    }

    private void print(String... cells) {
        String line = "%-18s %-12s %8s %8s %14s %14s  %s".formatted((Object[]) cells);
        shell.out().println(line.stripTrailing());
    }
}
