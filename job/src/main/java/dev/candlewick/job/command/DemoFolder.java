package dev.candlewick.job.command;

import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder that a demo writes to. It is marked as the demo's own; a folder that holds something
 * and has no mark is not a demo's and is left alone.
 */
final class DemoFolder implements AutoCloseable {

    private static final String MARK = ".candlewick-demo";
    private static final String SETTINGS = "candlewick.yaml";
    private static final String ARCHIVE = "archive";
    private static final String BACKFILL = "backfill";
    private static final String PAGE = "report.html";
    private static final List<String> OURS =
            List.of("lake", "hot", "checkpoints", "logs", ARCHIVE, BACKFILL, SETTINGS, PAGE);

    private final Path folder;
    private final FileChannel mark;

    private DemoFolder(Path folder, FileChannel mark) {
        this.folder = folder;
        this.mark = mark;
    }

    /** What a demo in this folder decides about settings. */
    static Map<SettingKey<?>, String> settings(Path folder) {
        Map<SettingKey<?>, String> settings = new HashMap<>(stores(folder));
        Path archive = archive(folder);
        settings.put(SettingKeys.ARCHIVE_FILLS, archive.toString());
        settings.put(SettingKeys.ARCHIVE_MARKET_DATA, archive.resolve("market_data").toString());
        settings.put(SettingKeys.ARCHIVE_ASSET_CONTEXTS, archive.resolve("asset_ctxs").toString());
        return settings;
    }

    /** What its backfill decides besides, to keep its rows apart from those that came live. */
    static Map<SettingKey<?>, String> settingsOfBackfill(Path folder) {
        return stores(folder.resolve(BACKFILL));
    }

    private static Map<SettingKey<?>, String> stores(Path folder) {
        return Map.of(
                SettingKeys.LAKE_PATH, folder.resolve("lake").toString(),
                SettingKeys.HOT_STORE_PATH,
                        folder.resolve("hot").resolve("candlewick.duckdb").toString(),
                SettingKeys.CHECKPOINTS_PATH, folder.resolve("checkpoints").toString());
    }

    /** Where the archive is made that its backfill reads. */
    static Path archive(Path folder) {
        return folder.resolve(ARCHIVE);
    }

    /**
     * Takes the folder for this demo: creates it, or removes what an earlier demo left in it.
     *
     * @throws Refusal if it is not ours to empty, or another demo is writing there
     */
    static DemoFolder take(Path folder) {
        refuseIfForeign(folder);
        LocalPaths.whyNotPrepared(folder)
                .ifPresent(
                        why -> {
                            throw refusal(folder, why);
                        });
        try {
            FileChannel mark = lockMark(folder);
            for (String name : OURS) {
                delete(folder.resolve(name));
            }
            return new DemoFolder(folder, mark);
        } catch (IOException e) {
            throw refusal(folder, "cannot be emptied: " + e.getMessage());
        }
    }

    static Path page(Path folder) {
        return folder.resolve(PAGE);
    }

    static Path logs(Path folder) {
        return folder.resolve("logs");
    }

    /** Leaves a settings file by which other commands find what is here. */
    Path writeSettings(Settings settings) throws IOException {
        String yaml =
                String.format(
                        Locale.ROOT,
                        """
                # Written by the demo: use it with --config to query what lies beside it.
                lake.path: %s
                hot-store.path: %s
                checkpoints.path: %s
                bars.allowed-lateness: %d s
                """,
                        quoted(settings.lake().path()),
                        quoted(settings.hotStore().path().toString()),
                        quoted(settings.checkpoints().path()),
                        settings.bars().allowedLateness().toSeconds());
        return Files.writeString(folder.resolve(SETTINGS), yaml);
    }

    private static String quoted(String path) {
        String absolute = Path.of(path).toAbsolutePath().normalize().toString();
        return "'" + absolute.replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** Lets another demo take it. */
    @Override
    public void close() throws IOException {
        mark.close();
    }

    private static void refuseIfForeign(Path folder) {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(MARK))) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw refusal(
                        folder,
                        "is not empty, and no demo made it; name another folder or empty it"
                                + " yourself");
            }
        } catch (IOException e) {
            throw refusal(folder, "cannot be read: " + e.getMessage());
        }
    }

    private static FileChannel lockMark(Path folder) throws IOException {
        FileChannel mark =
                FileChannel.open(
                        folder.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            ours = mark.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            ours = false;
        }
        if (!ours) {
            mark.close();
            throw refusal(folder, "another demo is writing there; name another folder");
        }
        return mark;
    }

    private static void delete(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Refusal refusal(Path folder, String why) {
        return Refusal.usage(List.of("--out " + folder + ": " + why));
    }
}
