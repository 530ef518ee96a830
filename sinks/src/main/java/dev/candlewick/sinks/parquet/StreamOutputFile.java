package dev.candlewick.sinks.parquet;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file of Flink, of any file system, as Parquet sees it. The file stays open: Flink closes it.
 */
record StreamOutputFile(FSDataOutputStream stream) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return new Positioned(stream);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return new Positioned(stream);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    /** Parquet writes heads of pages and the footer byte by byte: they are gathered. */
    private static final class Positioned extends PositionOutputStream {
        private static final int CAPACITY = 1 << 16;

        private final FSDataOutputStream stream;
        private final byte[] gathered = new byte[CAPACITY];
        private long written;
        private int length;

        Positioned(FSDataOutputStream stream) throws IOException {
            this.stream = stream;
            this.written = stream.getPos();
        }

        @Override
        public long getPos() {
            return written + length;
        }

        @Override
        public void write(int value) throws IOException {
            if (length == CAPACITY) {
                writeGathered();
            }
            gathered[length++] = (byte) value;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (length + count > CAPACITY) {
                writeGathered();
            }
            if (count > CAPACITY) {
                stream.write(bytes, offset, count);
                written += count;
            } else {
                System.arraycopy(bytes, offset, gathered, length, count);
                length += count;
            }
        }

        private void writeGathered() throws IOException {
            stream.write(gathered, 0, length);
            written += length;
            length = 0;
        }

        @Override
        public void flush() throws IOException {
            writeGathered();
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
