package dev.candlewick.sinks.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Writes the pages of one column after the other: in a row group, a column has one data page. */
final class ColumnPages {

    private static final int SMALLEST = 1 << 12;

    private final ParquetFileWriter file;
    private final RunLengths levels = new RunLengths();
    private final RunLengths places = new RunLengths();
    private final Deltas deltas = new Deltas();
    private BytesInputCompressor compressor;
    private ByteBuffer page = ByteBuffer.allocate(SMALLEST);
    private ColumnBuffer column;

    ColumnPages(ParquetFileWriter file) {
        this.file = file;
    }

    /** Compresses what follows by another compressor. */
    ColumnPages by(BytesInputCompressor other) {
        compressor = other;
        return this;
    }

    /** The encoder of numbers that go up by little, for one column after the other. */
    Deltas deltas() {
        return deltas;
    }

    void start(ColumnBuffer buffer) throws IOException {
        column = buffer;
        file.startColumn(buffer.column(), buffer.rows(), compressor.getCodecName());
    }

    /** The entries of a dictionary, one after the other. */
    void dictionary(BytesInput entries, int length) throws IOException {
        int size = Math.toIntExact(entries.size());
        file.writeDictionaryPage(
                new DictionaryPage(compressor.compress(entries), size, length, Encoding.PLAIN));
    }

    /** The same of doubles, the first so many. */
    void dictionary(double[] entries, int length) throws IOException {
        makeRoom(length * Double.BYTES);
        put(entries, length);
        dictionary(written(), length);
    }

    /** Doubles as they are, the first so many, which are those of all rows with a value. */
    void plain(double[] values, int length, Statistics<?> statistics) throws IOException {
        int size = length * Double.BYTES;
        if (isNullable()) {
            ByteBuffer levels = onHeap(writtenLevels());
            makeRoom(levels.remaining() + size);
            page.put(levels);
        } else {
            makeRoom(size);
        }
        put(values, length);
        write(written(), Encoding.PLAIN, statistics);
    }

    /** Without a copy if it is one array. */
    private static ByteBuffer onHeap(BytesInput bytes) throws IOException {
        return bytes.toByteBuffer(HeapByteBufferAllocator.getInstance(), released -> {});
    }

    private boolean isNullable() {
        return column.column().getMaxDefinitionLevel() > 0;
    }

    private void makeRoom(int size) {
        if (page.capacity() < size) {
            page = ByteBuffer.allocate(Math.max(size, 2 * page.capacity()));
        }
        page.clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void put(double[] values, int length) {
        page.asDoubleBuffer().put(values, 0, length);
        page.position(page.position() + length * Double.BYTES);
    }

    private BytesInput written() {
        return BytesInput.from(page.array(), 0, page.position());
    }

    /** The values, by their places in the dictionary. */
    void indices(int[] indices, int dictionaryLength, Statistics<?> statistics) throws IOException {
        int bitWidth = BytesUtils.getWidthFromMaxInt(dictionaryLength - 1);
        RunLengths encoder = places.beginWithWidth(bitWidth);
        for (int i = 0; i < column.entries(); i++) {
            encoder.add(indices[i], column.count(i));
        }
        data(encoder.finish(), Encoding.RLE_DICTIONARY, statistics);
    }

    /** The values that are not null, encoded. */
    void data(BytesInput values, Encoding encoding, Statistics<?> statistics) throws IOException {
        write(
                isNullable() ? BytesInput.concat(writtenLevels(), values) : values,
                encoding,
                statistics);
    }

    private void write(BytesInput whole, Encoding encoding, Statistics<?> statistics)
            throws IOException {
        file.writeDataPage(
                column.rows(),
                Math.toIntExact(whole.size()),
                compressor.compress(whole),
                statistics,
                column.rows(),
                Encoding.RLE,
                Encoding.RLE,
                encoding);
    }

    /** Only nulls. */
    void nothing(Statistics<?> statistics) throws IOException {
        data(BytesInput.empty(), Encoding.PLAIN, statistics);
    }

    void end() throws IOException {
        file.endColumn();
    }

    /** Which rows have a value. */
    private BytesInput writtenLevels() {
        levels.begin(1);
        column.eachStretch((rows, haveValues) -> levels.add(haveValues ? 1 : 0, rows));
        BytesInput written = levels.finish();
        return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(written.size())), written);
    }
}
