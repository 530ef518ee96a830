package dev.candlewick.job.command;

import dev.candlewick.job.local.Causes;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A folder of another file system than this machine's, as Flink reaches it. */
record RemoteFolder(Path path) {

    private static final int ANSWERS_WITHIN_SECONDS = 60;

    /** Empty for a path of this machine. */
    static Optional<RemoteFolder> of(String path) {
        return LocalPaths.of(path).isPresent()
                ? Optional.empty()
                : Optional.of(new RemoteFolder(new Path(path)));
    }

    /** Writes in it, and removes what was written. */
    Optional<String> whyNotPrepared() {
        FutureTask<Void> writing = new FutureTask<>(this::writeAndDelete);
        Thread thread = new Thread(writing, "preflight of " + path);
        thread.setDaemon(true); // it may hang for longer than anybody waits
        thread.start();
        try {
            writing.get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Causes.ofStore(e).or(() -> Optional.of(Causes.oneLine(e)));
        } catch (TimeoutException e) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "no answer within %d s; check s3.endpoint in config.yaml and the network",
                            ANSWERS_WITHIN_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while it was looked at");
        }
    }

    private Void writeAndDelete() throws IOException {
        Path file = new Path(path, ".candlewick-" + UUID.randomUUID());
        FileSystem files = file.getFileSystem();
        files.create(file, FileSystem.WriteMode.NO_OVERWRITE).close();
        files.delete(file, false);
        return null;
    }
}
