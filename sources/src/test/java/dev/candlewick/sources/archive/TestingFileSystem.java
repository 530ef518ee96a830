package dev.candlewick.sources.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local file system under {@code testing:}, as slow and as unreliable as a test wants it. */
public final class TestingFileSystem extends LocalFileSystem {

    static final String SCHEME = "testing:";

    /** How many reads fail from now on, and how many bytes a stream gives before it does. */
    static final AtomicInteger FAILURES = new AtomicInteger();

    static final int BYTES_BEFORE_A_FAILURE = 1_000;

    /** Files whose path ends so are opened after a while only. */
    static volatile String slowEnding = "nothing";

    /** Files whose path ends so can be listed but not opened. */
    static volatile String goneEnding = "nothing";

    private static final long A_WHILE = Duration.ofMillis(700).toNanos();

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        if (path.getPath().endsWith(goneEnding)) {
            throw new FileNotFoundException(path + " is gone");
        }
        if (path.getPath().endsWith(slowEnding)) {
            LockSupport.parkNanos(A_WHILE);
        }
        return new Stream(super.open(path));
    }

    /** Found by Flink. */
    public static final class Factory implements FileSystemFactory {
        @Override
        public String getScheme() {
            return "testing";
        }

        @Override
        public FileSystem create(URI uri) {
            return new TestingFileSystem();
        }
    }

    private static final class Stream extends FSDataInputStream {

        private final FSDataInputStream in;

        Stream(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            boolean fails =
                    in.getPos() >= BYTES_BEFORE_A_FAILURE
                            && FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (fails) {
                throw new IOException("connection reset");
            }
            int most = FAILURES.get() > 0 ? BYTES_BEFORE_A_FAILURE : length;
            return in.read(buffer, offset, Math.min(most, length));
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
