package dev.candlewick.job.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.local.LastCheckpoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The runs of one request, each in a folder that is named by its run id: its checkpoints, and what
 * it has done once it has finished. Two levels deeper than those of {@code live}, which does not
 * find them.
 */
public final class BackfillRuns {

    private static final String FOLDER = "backfill";
    private static final String SUMMARY = "summary.txt";

    private final Path folder;

    private BackfillRuns(Path folder) {
        this.folder = folder;
    }

    /** Below the folder of all checkpoints. */
    public static BackfillRuns of(String checkpoints, BackfillRequest request) {
        return new BackfillRuns(new Path(new Path(checkpoints, FOLDER), request.name()));
    }

    /** What the newest run has done, in its own words, if it has finished. */
    public Optional<Finished> finished() throws IOException {
        Optional<Path> newest = newest();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Path summary = new Path(newest.get(), SUMMARY);
        FileSystem files = summary.getFileSystem();
        if (!files.exists(summary)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(summary)) {
            String text = new String(in.readAllBytes(), UTF_8);
            return Optional.of(new Finished(newest.get().getName(), text.lines().toList()));
        }
    }

    /** Where the newest run stopped or died, if it had come to a checkpoint. */
    public Optional<Interrupted> interrupted() throws IOException {
        Optional<Path> newest = newest();
        if (newest.isEmpty() || finished().isPresent()) {
            return Optional.empty();
        }
        return LastCheckpoint.below(newest.get())
                .map(checkpoint -> new Interrupted(newest.get().getName(), checkpoint));
    }

    /** Where a run keeps its checkpoints. */
    public String checkpoints(String runId) {
        return new Path(folder, runId).toString();
    }

    /** From now on the request counts as done, and no run resumes from its checkpoints. */
    public void finish(String runId, List<String> summary) throws IOException {
        Path run = new Path(folder, runId);
        Path file = new Path(run, SUMMARY);
        try (OutputStream out = file.getFileSystem().create(file, WriteMode.OVERWRITE)) {
            out.write(String.join("\n", summary).getBytes(UTF_8));
        }
        forgetCheckpoints(run);
    }

    /** One that a killed process left would hold back the files that compaction has replaced. */
    private static void forgetCheckpoints(Path run) throws IOException {
        FileSystem files = run.getFileSystem();
        for (FileStatus each : files.listStatus(run)) {
            if (each.isDir()) {
                files.delete(each.getPath(), true);
            }
        }
    }

    /** By name: run ids sort by when runs started. */
    private Optional<Path> newest() throws IOException {
        try {
            FileStatus[] runs = folder.getFileSystem().listStatus(folder);
            return Arrays.stream(runs == null ? new FileStatus[0] : runs)
                    .filter(FileStatus::isDir)
                    .map(FileStatus::getPath)
                    .max(Comparator.comparing(Path::getName));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** A run that came to its end. */
    public record Finished(String runId, List<String> summary) {}

    /** A run that did not, and where it can be taken up. */
    public record Interrupted(String runId, Path checkpoint) {}
}
