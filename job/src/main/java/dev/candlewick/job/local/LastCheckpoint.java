package dev.candlewick.job.local;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds the newest completed checkpoint or savepoint, which is one that has its metadata file. */
public final class LastCheckpoint {

    private static final String METADATA = "_metadata";

    private LastCheckpoint() {}

    /**
     * The newest one below a folder of any Flink file system; empty if there is none, or no such
     * folder.
     */
    public static Optional<Path> below(Path folder) throws IOException {
        return allBelow(folder).stream().findFirst();
    }

    /** All of them, the newest first. */
    public static List<Path> allBelow(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem();
        List<FileStatus> found = new ArrayList<>();
        for (FileStatus top : folders(files, folder)) {
            // a savepoint, or the folder of a job, which holds one folder for each checkpoint
            metadataOf(files, top.getPath()).ifPresent(found::add);
            for (FileStatus checkpoint : folders(files, top.getPath())) {
                metadataOf(files, checkpoint.getPath()).ifPresent(found::add);
            }
        }
        return found.stream()
                .sorted(Comparator.comparingLong(FileStatus::getModificationTime).reversed())
                .map(metadata -> metadata.getPath().getParent())
                .toList();
    }

    private static List<FileStatus> folders(FileSystem files, Path folder) throws IOException {
        return list(files, folder).stream().filter(FileStatus::isDir).toList();
    }

    private static Optional<FileStatus> metadataOf(FileSystem files, Path folder)
            throws IOException {
        return list(files, folder).stream()
                .filter(file -> file.getPath().getName().equals(METADATA))
                .findFirst();
    }

    private static List<FileStatus> list(FileSystem files, Path folder) throws IOException {
        try {
            FileStatus[] listed = files.listStatus(folder);
            return listed == null ? List.of() : Arrays.asList(listed);
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
