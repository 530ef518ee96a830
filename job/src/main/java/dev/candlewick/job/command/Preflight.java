package dev.candlewick.job.command;

import dev.candlewick.job.lock.FolderLock;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ExchangeKeys;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.UniverseKeys;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is looked at before anything starts, so that one clear line can say what is wrong. */
final class Preflight {

    private final EffectiveSettings effective;
    private final List<String> problems = new ArrayList<>();
    private final List<String> mayPass = new ArrayList<>();

    private Preflight(EffectiveSettings effective) {
        this.effective = effective;
    }

    static Preflight of(EffectiveSettings effective) {
        return new Preflight(effective);
    }

    /** Everything that a run writes to lies where it could be written; creates nothing. */
    Preflight foldersLookWritable() {
        return folders(LocalPaths::whyNotWritable);
    }

    /** Everything that a run writes to is there and can be written. */
    Preflight foldersArePrepared() {
        return folders(LocalPaths::whyNotPrepared);
    }

    /** As {@link #foldersArePrepared}, of a run that keeps nothing hot. */
    Preflight lakeIsPrepared() {
        return judge(
                List.of(
                        Map.entry(SettingKeys.LAKE_PATH, lake()),
                        Map.entry(SettingKeys.CHECKPOINTS_PATH, checkpoints())),
                LocalPaths::whyNotPrepared);
    }

    private Preflight folders(Function<Path, Optional<String>> why) {
        Path hotStore = effective.settings().hotStore().path();
        if (Files.isDirectory(hotStore)) {
            refuse(SettingKeys.HOT_STORE_PATH, "this is a folder; name a file");
        } else {
            tooNew(hotStore).ifPresent(reason -> refuse(SettingKeys.HOT_STORE_PATH, reason));
        }
        if (hotStore.toAbsolutePath().toString().indexOf('?') >= 0) {
            refuse(
                    SettingKeys.HOT_STORE_PATH,
                    "DuckDB cannot write below a folder with ? in its name; name another place");
        }
        return judge(
                List.of(
                        Map.entry(SettingKeys.LAKE_PATH, lake()),
                        Map.entry(
                                SettingKeys.HOT_STORE_PATH,
                                Optional.ofNullable(hotStore.toAbsolutePath().getParent())),
                        Map.entry(SettingKeys.CHECKPOINTS_PATH, checkpoints())),
                why);
    }

    /** A file that can't be read is not refused: the writer sets it aside and fills a new one. */
    private Optional<String> tooNew(Path hotStore) {
        Settings settings = effective.settings();
        try {
            return HotStoreQuery.over(
                            hotStore.toString(),
                            settings.lake().path(),
                            settings.bars().allowedLateness())
                    .whyTooNew();
        } catch (SQLException | IOException e) {
            return Optional.empty();
        }
    }

    private Preflight judge(
            List<Map.Entry<SettingKey<?>, Optional<Path>>> folders,
            Function<Path, Optional<String>> why) {
        folders.forEach(
                folder ->
                        folder.getValue()
                                .flatMap(why)
                                .ifPresent(problem -> refuse(folder.getKey(), problem)));
        return this;
    }

    private Optional<Path> lake() {
        return LocalPaths.of(effective.settings().lake().path());
    }

    private Optional<Path> checkpoints() {
        return LocalPaths.of(effective.settings().checkpoints().path());
    }

    /** As {@link #foldersLookWritable}, of the journal. */
    Preflight journalLooksWritable() {
        effective
                .settings()
                .exchange()
                .journal()
                .flatMap(LocalPaths::whyNotWritable)
                .ifPresent(why -> refuse(ExchangeKeys.JOURNAL, why));
        return this;
    }

    /** The exchange allows one address as many streams as are to be collected. */
    Preflight streamsAreAllowed() throws InvalidSettingsException {
        try {
            Feeds.refuseTooMany(effective.settings());
        } catch (InvalidSettingsException moreThanTheExchangeAllows) {
            problems.add(moreThanTheExchangeAllows.getMessage());
        }
        return this;
    }

    /** Symbols are named: what discovery would choose at present says nothing of the past. */
    Preflight symbolsAreNamed() {
        if (effective.settings().universe().discovery().enabled()) {
            refuse(
                    UniverseKeys.DISCOVERY,
                    "what it would choose now says nothing of the past; name symbols with"
                            + " --symbols");
        }
        return this;
    }

    /** Frames can be journalled, and recorded. */
    Preflight journalIsPrepared(Optional<Path> tapes) {
        effective.settings().exchange().journal().ifPresent(this::lookAtJournal);
        tapes.flatMap(LocalPaths::whyNotPrepared)
                .ifPresent(why -> problems.add("--record: " + why));
        return this;
    }

    /** A disk that is full today is emptied: a service manager shall try again. */
    private void lookAtJournal(Path folder) {
        Optional<String> why = LocalPaths.whyNotPrepared(folder);
        why.ifPresent(problem -> refuse(ExchangeKeys.JOURNAL, problem));
        if (why.isEmpty()) {
            LocalPaths.whyNoRoom(folder)
                    .map(problem -> effective.describe(ExchangeKeys.JOURNAL) + ": " + problem)
                    .ifPresent(mayPass::add);
        }
    }

    /** Memory and open files suffice for a run. */
    Preflight processSuffices() {
        problems.addAll(ProcessLimits.current().problems());
        return this;
    }

    /** The port is free, or a run with this hot store has it. */
    Preflight webUiPortUnlessItRuns() {
        Path lock = RunLocks.hotStore(effective.settings().hotStore().path());
        try {
            return FolderLock.holder(lock).isPresent() ? this : webUiPort();
        } catch (IOException e) {
            return webUiPort();
        }
    }

    Preflight webUiPort() {
        int port = effective.settings().webUi().port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            refuse(
                    SettingKeys.WEB_UI_PORT,
                    String.format(
                                    Locale.ROOT,
                                    "port %d of 127.0.0.1 is in use; stop what listens there, or"
                                            + " let",
                                    port)
                            + " --set web-ui.port=0 pick a free one");
        }
        return this;
    }

    /** Everything so far is right. */
    void orRefuse() {
        if (!problems.isEmpty()) {
            throw Refusal.usage(Stream.concat(problems.stream(), mayPass.stream()).toList());
        }
        if (!mayPass.isEmpty()) {
            throw Refusal.failure(mayPass);
        }
    }

    /**
     * Lake and checkpoints can be written where they lie in an object store; fails with exit code
     * 1, since it may pass. Flink must know its file systems.
     */
    void objectStoresAnswer() {
        List<String> silent = new ArrayList<>();
        Map.of(
                        SettingKeys.LAKE_PATH, effective.settings().lake().path(),
                        SettingKeys.CHECKPOINTS_PATH, effective.settings().checkpoints().path())
                .forEach(
                        (key, path) ->
                                RemoteFolder.of(path)
                                        .flatMap(RemoteFolder::whyNotPrepared)
                                        .map(why -> effective.describe(key) + ": " + why)
                                        .ifPresent(silent::add));
        if (!silent.isEmpty()) {
            throw Refusal.failure(silent.stream().sorted().toList());
        }
    }

    private void refuse(SettingKey<?> key, String why) {
        problems.add(effective.describe(key) + ": " + why);
    }
}
