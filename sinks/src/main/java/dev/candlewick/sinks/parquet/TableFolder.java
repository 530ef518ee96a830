package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folder of a table in a lake of any file system.
 *
 * @param local whether it is on this machine, where a file shows while it is being written
 */
public record TableFolder(Table<?> table, Path path, boolean local) {

    /** The file without rows that has the columns of the table. */
    public static final String SCHEMA = "schema" + Lake.SUFFIX;

    /** What the names of files begin with that a compaction has written. */
    public static final String SORTED = "sorted-";

    /**
     * A file with its name.
     *
     * @param name its path within the folder of the table
     * @param modifiedAt in milliseconds
     */
    public record Entry(String name, Path path, long bytes, long modifiedAt) {

        /** The folder within that of the table; empty if it lies in that itself. */
        public String folder() {
            int slash = name.lastIndexOf('/');
            return slash < 0 ? "" : name.substring(0, slash);
        }

        /** Whether it has rows that are in the lake for good. */
        public boolean isCommitted() {
            String last = path.getName();
            return last.endsWith(Lake.SUFFIX) && !last.startsWith(".") && !last.equals(SCHEMA);
        }

        /** Whether a compaction has written it, of rows that other files had. */
        public boolean isMerged() {
            return path.getName().startsWith(SORTED);
        }

        /** Whether a writer has left it, or is still at it. */
        public boolean isUnfinished() {
            return path.getName().startsWith(".");
        }
    }

    /** Every file in it, without the lists of hidden ones; none if there is no such folder. */
    public List<Entry> files() throws IOException {
        return files(folder -> true);
    }

    /**
     * The files in some of the folders within it.
     *
     * @param wanted whether to look into a folder; that of the table itself is always looked into
     */
    public List<Entry> files(Predicate<String> wanted) throws IOException {
        List<Entry> found = new ArrayList<>();
        collect(path, "", wanted, found);
        return found;
    }

    /** The names of the folders within it, without the one of the lists of hidden files. */
    public List<String> folders() throws IOException {
        return list(path).stream()
                .filter(FileStatus::isDir)
                .map(folder -> folder.getPath().getName())
                .filter(name -> !name.equals(HiddenFiles.FOLDER))
                .sorted()
                .toList();
    }

    /**
     * The files with rows for readers in some of the folders within it, and the one with its
     * columns: none that the lists hide, as they are at one instant.
     */
    public List<Entry> visibleFiles(Predicate<String> wanted) throws IOException {
        HiddenFiles before = hidden();
        while (true) {
            List<Entry> files = files(wanted);
            HiddenFiles after = hidden();
            if (after.number() == before.number()) {
                return files.stream()
                        .filter(file -> file.isCommitted() || file.name().equals(SCHEMA))
                        .filter(file -> !after.names(file.name()))
                        .toList();
            }
            before = after; // a compaction has switched meanwhile
        }
    }

    /** A file in it. */
    public Path resolve(String name) {
        return new Path(path, name);
    }

    /** The files that readers leave out. */
    public HiddenFiles hidden() throws IOException {
        Optional<FileStatus> newest =
                lists().stream().max(Comparator.comparing(list -> list.getPath().getName()));
        return newest.isEmpty() ? HiddenFiles.NONE : read(newest.get());
    }

    /** Tells readers which files they leave out from now on. */
    public void hide(HiddenFiles files) throws IOException {
        Path list = new Path(lists(path), files.fileName());
        if (local) {
            Path unfinished = new Path(lists(path), "." + UUID.randomUUID());
            write(unfinished, files.encoded());
            if (!fileSystem().rename(unfinished, list)) {
                throw new IOException("Could not rename " + unfinished + " to " + list);
            }
        } else {
            write(list, files.encoded()); // an object store shows a file when it is closed
        }
    }

    /** Deletes the lists that were superseded before a time in milliseconds. */
    public void forgetLists(long supersededBefore) throws IOException {
        List<FileStatus> byNumber =
                lists().stream()
                        .sorted(Comparator.comparing(list -> list.getPath().getName()))
                        .toList();
        for (int i = 0; i + 1 < byNumber.size(); i++) {
            if (byNumber.get(i + 1).getModificationTime() < supersededBefore) {
                delete(byNumber.get(i).getPath());
            }
        }
    }

    public void delete(Path file) throws IOException {
        fileSystem().delete(file, false);
    }

    public FileSystem fileSystem() throws IOException {
        return path.getFileSystem();
    }

    /** Makes the first list, so that a view finds one. */
    void prepareLists() throws IOException {
        if (lists().isEmpty()) {
            hide(HiddenFiles.NONE);
        }
    }

    private void collect(Path folder, String prefix, Predicate<String> wanted, List<Entry> found)
            throws IOException {
        for (FileStatus file : list(folder)) {
            String name = prefix + file.getPath().getName();
            if (!file.isDir()) {
                found.add(
                        new Entry(name, file.getPath(), file.getLen(), file.getModificationTime()));
            } else if (!name.equals(HiddenFiles.FOLDER) && wanted.test(name)) {
                collect(file.getPath(), name + "/", wanted, found);
            }
        }
    }

    private List<FileStatus> lists() throws IOException {
        return list(lists(path)).stream()
                .filter(file -> file.getPath().getName().endsWith(HiddenFiles.SUFFIX))
                .toList();
    }

    private static Path lists(Path path) {
        return new Path(path, HiddenFiles.FOLDER);
    }

    private HiddenFiles read(FileStatus list) throws IOException {
        try (FSDataInputStream in = fileSystem().open(list.getPath())) {
            return HiddenFiles.decode(list.getPath().getName(), in.readAllBytes());
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out =
                fileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
            out.write(content);
        }
    }

    private List<FileStatus> list(Path folder) throws IOException {
        try {
            FileStatus[] listed = fileSystem().listStatus(folder);
            return listed == null ? List.of() : Arrays.asList(listed);
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
