package dev.candlewick.sinks.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.health.HealthLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.core.fs.local.LocalRecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object store that refuses delays a file of the lake, and nothing else. */
class WholeUploadsTest {

    private static final String CONTENT = "rows ".repeat(5_000);

    @TempDir private Path folder;
    private final HealthLog health = new HealthLog();
    private final List<String> shownWhileWaiting = new ArrayList<>();
    private final List<Exception> refusals = new ArrayList<>();
    private boolean isInterrupted;

    @Test
    void aFileIsUploadedWholeHoweverOftenTheStoreRefusesIt() throws IOException {
        refusals.add(new IOException("Service Unavailable (503)"));
        refusals.add(new SocketTimeoutException("Read timed out"));
        refusals.add(new IllegalStateException("connection pool shut down"));

        RecoverableFsDataOutputStream.Committer committer = write();
        assertThat(folder.resolve("lake/part.parquet")).doesNotExist();
        committer.commit();

        assertThat(folder.resolve("lake/part.parquet")).hasContent(CONTENT);
        assertThat(refusals).isEmpty();
        assertThat(shownWhileWaiting)
                .hasSize(3)
                .allMatch(line -> line.startsWith("the lake s3://market/lake: Service Unavail"));
        assertThat(health.lines()).isEmpty();
    }

    @Test
    void nothingIsLeftOnThisMachine() throws IOException {
        write().commit();

        assertThat(filesForUploads()).isEmpty();
    }

    @Test
    void aTaskThatIsCancelledWaitsNoLonger() {
        refusals.add(new IOException("Service Unavailable (503)"));
        isInterrupted = true;

        assertThatThrownBy(this::write).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private RecoverableFsDataOutputStream.Committer write() throws IOException {
        Patience patience = new Patience("the lake s3://market/lake", health, new Waiting());
        try (RecoverableFsDataOutputStream out =
                new WholeUploads(new RefusingStore(), folder, patience)
                        .open(
                                new org.apache.flink.core.fs.Path(
                                        "file:" + folder + "/lake/part.parquet"))) {
            out.write(CONTENT.getBytes(UTF_8));
            assertThat(out.getPos()).isEqualTo(CONTENT.length());
            return out.closeForCommit();
        }
    }

    private List<Path> filesForUploads() throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private final class Waiting implements Pauses {
        private static final long serialVersionUID = 1L;

        @Override
        public long now() {
            return 0;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            shownWhileWaiting.add(health.lines());
            if (isInterrupted) {
                throw new InterruptedException();
            }
        }
    }

    /** A folder, which refuses an upload at its end. */
    private final class RefusingStore implements RecoverableWriter {
        private final RecoverableWriter files = new LocalRecoverableWriter(new LocalFileSystem());

        @Override
        public RecoverableFsDataOutputStream open(org.apache.flink.core.fs.Path path)
                throws IOException {
            return new RefusingUpload(files.open(path));
        }

        @Override
        public RecoverableFsDataOutputStream recover(ResumeRecoverable resumable) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean requiresCleanupOfRecoverableState() {
            return false;
        }

        @Override
        public boolean cleanupRecoverableState(ResumeRecoverable resumable) {
            return false;
        }

        @Override
        public RecoverableFsDataOutputStream.Committer recoverForCommit(
                CommitRecoverable committable) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
            return files.getCommitRecoverableSerializer();
        }

        @Override
        public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
            return files.getResumeRecoverableSerializer();
        }

        @Override
        public boolean supportsResume() {
            return false;
        }
    }

    private final class RefusingUpload extends RecoverableFsDataOutputStream {
        private final RecoverableFsDataOutputStream out;

        RefusingUpload(RecoverableFsDataOutputStream out) {
            this.out = out;
        }

        @Override
        public Committer closeForCommit() throws IOException {
            if (refusals.isEmpty()) {
                return out.closeForCommit();
            }
            Exception refusal = refusals.remove(0);
            if (refusal instanceof IOException refused) {
                throw refused;
            }
            throw (RuntimeException) refusal;
        }

        @Override
        public RecoverableWriter.ResumeRecoverable persist() throws IOException {
            return out.persist();
        }

        @Override
        public long getPos() throws IOException {
            return out.getPos();
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void sync() throws IOException {
            out.sync();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
