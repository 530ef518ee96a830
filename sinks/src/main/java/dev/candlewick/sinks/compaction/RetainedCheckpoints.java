package dev.candlewick.sinks.compaction;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** The checkpoints and savepoints from which a job may go on. */
record RetainedCheckpoints(Path folder) {

    private static final String METADATA = "_metadata";

    /**
     * The folder of a job holds one folder for each checkpoint; those of backfills are three levels
     * deeper, by what was asked for and by run.
     */
    private static final int DEPTH = 5;

    /** When the oldest of them was completed, in milliseconds; empty if there is none. */
    OptionalLong oldest() throws IOException {
        return completedBelow(folder, DEPTH).min();
    }

    private static LongStream completedBelow(Path folder, int depth) throws IOException {
        LongStream found = LongStream.empty();
        for (FileStatus file : list(folder)) {
            if (file.isDir() && depth > 0) {
                found = LongStream.concat(found, completedBelow(file.getPath(), depth - 1));
            } else if (file.getPath().getName().equals(METADATA)) {
                found = LongStream.concat(found, LongStream.of(file.getModificationTime()));
            }
        }
        return found;
    }

    private static List<FileStatus> list(Path folder) throws IOException {
        try {
            FileStatus[] listed = folder.getFileSystem().listStatus(folder);
            return listed == null ? List.of() : Arrays.asList(listed);
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
