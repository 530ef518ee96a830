package dev.candlewick.job.command;

import dev.candlewick.job.lock.FolderLock;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ExchangeKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.status.Endpoints;
import dev.candlewick.job.status.Finding;
import dev.candlewick.job.status.FindingsFormat;
import dev.candlewick.job.status.Machine;
import dev.candlewick.job.status.Places;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code candlewick doctor}. */
@Command(
        name = "doctor",
        description = "Look for what is wrong with this installation.",
        footer = {"", "Reads all files of a local lake. Exits with 1 if anything is wrong."})
final class DoctorCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Settings settings = effective.settings();
        List<Finding> findings = new ArrayList<>(Machine.java());
        limits(findings);
        findings.add(webUiPort(settings));
        folders(effective, findings);
        findings.add(Endpoints.listens("exchange's WebSocket", settings.exchange().websocketUrl()));
        findings.add(Endpoints.listens("exchange's REST", settings.exchange().restUrl()));
        findings.add(Endpoints.clock(settings.exchange().restUrl()));
        if (settings.sentiment().enabled()) {
            URI index = settings.sentiment().url();
            findings.add(Endpoints.listens("sentiment index", index));
        }
        findings.add(Machine.duckDb());
        LocalPaths.of(settings.lake().path())
                .ifPresent(lake -> findings.addAll(Machine.lakeFiles(lake)));
        FindingsFormat.table(findings, "ok", "wrong").forEach(shell.out()::println);
        return findings.stream().allMatch(Finding::good) ? 0 : 1;
    }

    private static void limits(List<Finding> findings) {
        List<String> problems = ProcessLimits.current().problems();
        problems.forEach(problem -> findings.add(new Finding("limits", false, problem)));
        if (problems.isEmpty()) {
            findings.add(new Finding("limits", true, "memory and open files suffice"));
        }
    }

    private static Finding webUiPort(Settings settings) throws IOException {
        boolean runs = FolderLock.holder(RunLocks.hotStore(settings.hotStore().path())).isPresent();
        return runs
                ? new Finding("web UI", true, "a run has it")
                : Endpoints.free("web UI", settings.webUi().port());
    }

    private void folders(EffectiveSettings effective, List<Finding> findings) {
        Settings settings = effective.settings();
        new JobRunner(shell, effective).localConfiguration(); // the file systems are known by it
        place("lake", settings.lake().path(), findings);
        place("checkpoints", settings.checkpoints().path(), findings);
        place(
                "hot store",
                settings.hotStore().path().toAbsolutePath().getParent().toString(),
                findings);
        settings.exchange().journal().ifPresent(at -> place("journal", at.toString(), findings));
        if (settings.exchange().journal().isEmpty()) {
            findings.add(
                    new Finding(
                            "journal",
                            false,
                            ExchangeKeys.JOURNAL.name()
                                    + " is off: what a killed run received is lost; name a"
                                    + " folder"));
        }
    }

    /** Writes and deletes, in an object store too: rights are only known by using them. */
    private static void place(String subject, String path, List<Finding> findings) {
        Optional<Path> local = LocalPaths.of(path);
        Optional<String> why =
                local.isPresent()
                        ? LocalPaths.whyNotPrepared(local.get())
                        : RemoteFolder.of(path).flatMap(RemoteFolder::whyNotPrepared);
        findings.add(
                why.map(words -> new Finding(subject, false, path + ": " + words))
                        .orElseGet(() -> new Finding(subject, true, path + " can be written")));
        local.ifPresent(at -> findings.add(Places.room("disk of " + subject, at)));
    }
}
