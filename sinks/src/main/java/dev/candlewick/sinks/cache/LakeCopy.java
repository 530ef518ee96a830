package dev.candlewick.sinks.cache;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part that one reader needs of a lake in another file system, as a lake of this machine. It
 * lasts until it is closed; if its process dies, the next one to come removes it.
 */
public final class LakeCopy implements AutoCloseable {

    /** A compaction may remove files between listing and reading; more often it does not. */
    private static final int ATTEMPTS = 5;

    private static final double MB = 1e6;

    private final Lake lake;
    private final FileCache cache;
    private final CopyFolder folder;
    private final FetchProgress progress;

    private LakeCopy(Lake lake, FileCache cache, CopyFolder folder, FetchProgress progress) {
        this.lake = lake;
        this.cache = cache;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * An empty copy.
     *
     * @param cache the folder of the cache, which other processes may use as well
     * @param maxBytes how much of the disk the cache takes at most
     */
    public static LakeCopy of(String lakePath, Path cache, long maxBytes, FetchProgress progress)
            throws IOException {
        Path absolute = cache.toAbsolutePath().normalize();
        return new LakeCopy(
                Lake.at(lakePath),
                FileCache.in(absolute.resolve("files"), maxBytes),
                CopyFolder.in(absolute.resolve("copies")),
                progress);
    }

    /** The lake as DuckDB can read it. */
    public Path path() {
        return folder.path();
    }

    /** Whether there is anything to copy. */
    public boolean isThere() throws IOException {
        return lake.isThere();
    }

    /** Gives the copy the folders of a table without the files in them. */
    public void makeFolders(Table<?> table) throws IOException {
        for (String name : lake.folderOf(table).folders()) {
            Files.createDirectories(folder.fileOf(table.name(), name));
        }
    }

    /** The dates of which the lake has folders of a table. */
    public List<LocalDate> dates(Table<?> table) throws IOException {
        return lake.folderOf(table).folders().stream()
                .filter(name -> name.startsWith("date="))
                .map(Wanted::dateOf)
                .toList();
    }

    /** The newest of them. */
    public Optional<LocalDate> newestDate(Table<?> table) throws IOException {
        List<LocalDate> dates = dates(table);
        return dates.isEmpty() ? Optional.empty() : Optional.of(dates.get(dates.size() - 1));
    }

    /**
     * Makes the copy have what is needed of each of these tables, and nothing else of them.
     *
     * @throws IOException also if that is more than the cache holds
     */
    public void bring(Collection<Need> needs) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                bringOnce(needs);
                return;
            } catch (FileNotFoundException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Removes what the cache has: nothing else will ask for it. */
    public void forgetFiles() throws IOException {
        cache.clear();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private void bringOnce(Collection<Need> needs) throws IOException {
        Map<Table<?>, List<Need>> byTable =
                needs.stream().collect(Collectors.groupingBy(Need::table));
        List<WantedFile> wanted = new ArrayList<>();
        try (Fetching fetching = new Fetching(cache, progress)) {
            for (Map.Entry<Table<?>, List<Need>> each : byTable.entrySet()) {
                wanted.addAll(files(each.getKey(), each.getValue()));
                folder.empty(each.getKey().name());
            }
            List<WantedFile> missing = fetching.worthFetching(linkPresent(wanted));
            refuseIfTooMuch(wanted, missing);
            cache.makeRoom(bytes(missing));
            fetching.fetch(missing);
        }
    }

    private List<WantedFile> files(Table<?> table, List<Need> needs) throws IOException {
        TableFolder source = lake.folderOf(table);
        List<String> proofs = proofs(source, needs);
        return source
                .visibleFiles(
                        name ->
                                proofs.contains(name)
                                        || needs.stream()
                                                .anyMatch(need -> need.wanted().takesFolder(name)))
                .stream()
                .map(
                        file ->
                                new WantedFile(
                                        file,
                                        needs.stream().map(Need::wanted).toList(),
                                        folder.fileOf(table.name(), file.name())))
                .toList();
    }

    /** The folders that show how far bars are proven. */
    private static List<String> proofs(TableFolder source, List<Need> needs) throws IOException {
        if (needs.stream().noneMatch(Need::proof)) {
            return List.of();
        }
        List<String> folders = source.folders();
        List<String> proofs = new ArrayList<>();
        if (!folders.isEmpty()) {
            proofs.add(folders.get(folders.size() - 1));
        }
        needs.stream()
                .filter(need -> need.proof() && need.wanted().to() != null)
                .forEach(
                        need ->
                                folders.stream()
                                        .filter(name -> name.compareTo(after(need)) > 0)
                                        .findFirst()
                                        .ifPresent(proofs::add));
        return proofs;
    }

    private static String after(Need need) {
        return "date=" + need.wanted().to();
    }

    /** Returns the others. */
    private List<WantedFile> linkPresent(List<WantedFile> wanted) throws IOException {
        List<WantedFile> missing = new ArrayList<>();
        for (WantedFile file : wanted) {
            Files.createDirectories(file.target().getParent());
            if (!cache.link(file.file(), file.target())) {
                missing.add(file);
            }
        }
        return missing;
    }

    private void refuseIfTooMuch(List<WantedFile> wanted, List<WantedFile> missing)
            throws IOException {
        long present = bytes(wanted.stream().filter(file -> Files.exists(file.target())).toList());
        if (bytes(missing) > cache.maxBytes() - present) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "this needs %,.1f MB of the lake, and the cache %s holds %,.1f MB; ask"
                                    + " for fewer symbols or a shorter time, or raise"
                                    + " query.cache-size",
                            (present + bytes(missing)) / MB,
                            cache.folder().getParent(),
                            cache.maxBytes() / MB));
        }
    }

    private static long bytes(List<WantedFile> files) {
        return files.stream().mapToLong(file -> file.file().bytes()).sum();
    }
}
