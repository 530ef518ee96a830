package dev.candlewick.job.reload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.settings.SettingsHistory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The file of the settings in force, in the folder of the lake: every process of a job reaches it.
 *
 * @param lake any Flink file-system path
 */
public record SettingsStore(String lake) implements Serializable {

    private static final String NAME = ".settings.json";

    /** Empty if no job has written there yet. */
    public Optional<SettingsHistory> read() throws IOException {
        Path file = new Path(lake, NAME);
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            return Optional.of(SettingsHistory.ofJson(new String(in.readAllBytes(), UTF_8)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Replaces the file; readers find the old one or the new one. */
    public void write(SettingsHistory history) throws IOException {
        Path file = new Path(lake, NAME);
        FileSystem fileSystem = file.getFileSystem();
        if (fileSystem.isDistributedFS()) {
            write(history, file); // an object appears when it is closed
            return;
        }
        Path unfinished = new Path(lake, NAME + ".unfinished");
        write(history, unfinished);
        fileSystem.rename(unfinished, file);
    }

    private static void write(SettingsHistory history, Path file) throws IOException {
        try (FSDataOutputStream out = file.getFileSystem().create(file, WriteMode.OVERWRITE)) {
            out.write(history.toJson().getBytes(UTF_8));
        }
    }

    /** How seldom it may be asked. */
    boolean isFar() {
        return !lake.startsWith("file:") && lake.contains("://");
    }
}
