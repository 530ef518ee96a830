package dev.candlewick.job.command;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is looked at before anything starts, so that one clear line can say what is wrong. */
final class Preflight {

    private static final int CONNECT_MILLIS = 5_000;

    private final EffectiveSettings effective;
    private final List<String> problems = new ArrayList<>();

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

    /** Frames can be journalled, and recorded. */
    Preflight journalIsPrepared(Optional<Path> tapes) {
        effective
                .settings()
                .exchange()
                .journal()
                .flatMap(LocalPaths::whyNotPrepared)
                .ifPresent(why -> refuse(SettingKeys.EXCHANGE_JOURNAL, why));
        tapes.flatMap(LocalPaths::whyNotPrepared)
                .ifPresent(why -> problems.add("--record: " + why));
        return this;
    }

    Preflight webUiPort() {
        int port = effective.settings().webUi().port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            refuse(
                    SettingKeys.WEB_UI_PORT,
                    "port %d of 127.0.0.1 is in use; stop what listens there, or let"
                                    .formatted(port)
                            + " --set web-ui.port=0 pick a free one");
        }
        return this;
    }

    /** Everything so far is right. */
    void orRefuse() {
        if (!problems.isEmpty()) {
            throw Refusal.usage(problems);
        }
    }

    /** Somebody listens at the exchange's address; fails with exit code 1, since it may pass. */
    void exchangeAnswers() {
        URI url = effective.settings().exchange().websocketUrl();
        int defaultPort = url.getScheme().equals("wss") ? 443 : 80;
        int port = url.getPort() < 0 ? defaultPort : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(url.getHost()), port),
                    CONNECT_MILLIS);
        } catch (UnknownHostException e) {
            throw unreachable("the host " + url.getHost() + " is not known");
        } catch (IOException e) {
            throw unreachable("nobody answers at %s:%d".formatted(url.getHost(), port));
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

    private Refusal unreachable(String why) {
        return Refusal.failure(
                effective.describe(SettingKeys.EXCHANGE_WEBSOCKET_URL)
                        + ": "
                        + why
                        + "; check the URL and the network");
    }

    private void refuse(SettingKey<?> key, String why) {
        problems.add(effective.describe(key) + ": " + why);
    }
}
