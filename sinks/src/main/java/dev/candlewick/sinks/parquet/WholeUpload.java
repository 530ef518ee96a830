package dev.candlewick.sinks.parquet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.util.IOUtils;

/** One file of {@link WholeUploads}. */
final class WholeUpload extends RecoverableFsDataOutputStream {

    private final RecoverableWriter store;
    private final Path target;
    private final FileChannel file;
    private final Patience patience;
    private final PatientStream out;

    WholeUpload(
            RecoverableWriter store,
            Path target,
            FileChannel file,
            Patience patience,
            Patience onDisk) {
        this.store = store;
        this.target = target;
        this.file = file;
        this.patience = patience;
        this.out = new PatientStream(new FileStream(file), onDisk);
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
    public long getPos() throws IOException {
        return out.getPos();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void sync() throws IOException {
        out.sync();
    }

    /** Nothing is in the store before the file is complete. */
    @Override
    public RecoverableWriter.ResumeRecoverable persist() {
        throw new UnsupportedOperationException("a file is uploaded as a whole");
    }

    /** Uploads it; it becomes visible when what is returned is committed. */
    @Override
    public Committer closeForCommit() throws IOException {
        Committer[] uploaded = new Committer[1];
        patience.until(() -> uploaded[0] = upload());
        out.close();
        return uploaded[0];
    }

    /** Of what a client throws only a true interruption ends the attempts. */
    private Committer upload() throws IOException {
        RecoverableFsDataOutputStream object = null;
        try {
            object = store.open(target);
            file.position(0);
            Channels.newInputStream(file).transferTo(object);
            return object.closeForCommit();
        } catch (SocketTimeoutException | RuntimeException e) {
            IOUtils.closeQuietly(object);
            throw new IOException(e.toString(), e);
        } catch (IOException e) {
            IOUtils.closeQuietly(object);
            if (Thread.currentThread().isInterrupted()) {
                throw (InterruptedIOException)
                        new InterruptedIOException("Stopped while uploading " + target)
                                .initCause(e);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Writes at the end of a file; its position shows how much of a refused write was written. */
    private static final class FileStream extends FSDataOutputStream {
        private final FileChannel file;

        FileStream(FileChannel file) {
            this.file = file;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
            while (left.hasRemaining()) {
                file.write(left);
            }
        }

        @Override
        public long getPos() throws IOException {
            return file.position();
        }

        @Override
        public void flush() {}

        @Override
        public void sync() {}

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
