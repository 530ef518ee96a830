package dev.candlewick.sinks.parquet;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes into a local file from where it has come, once there is room for more. */
final class PatientStream extends FSDataOutputStream {

    private final FSDataOutputStream out;
    private final Patience patience;

    PatientStream(FSDataOutputStream out, Patience patience) {
        this.out = out;
        this.patience = patience;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** The position shows how much of it a refused write has written. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long start = out.getPos();
        patience.until(
                () -> {
                    int done = Math.toIntExact(out.getPos() - start);
                    out.write(bytes, offset + done, length - done);
                });
    }

    @Override
    public long getPos() throws IOException {
        return out.getPos();
    }

    @Override
    public void flush() throws IOException {
        patience.until(out::flush);
    }

    @Override
    public void sync() throws IOException {
        patience.until(out::sync);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
