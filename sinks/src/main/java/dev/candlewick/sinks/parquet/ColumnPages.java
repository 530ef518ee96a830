package dev.candlewick.sinks.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Writes the pages of one column after the other: in a row group, a column has one data page. */
final class ColumnPages {

    private final ParquetFileWriter file;
    private final RunLengths levels = new RunLengths();
    private final RunLengths places = new RunLengths();
    private final Deltas deltas = new Deltas();
    private BytesInputCompressor compressor;
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

    /** The values, by their places in the dictionary. */
    void indices(int[] indices, int dictionaryLength, Statistics<?> statistics) throws IOException {
        int bitWidth = BytesUtils.getWidthFromMaxInt(dictionaryLength - 1);
        RunLengths encoder = places.begin(bitWidth);
        for (int i = 0; i < column.entries(); i++) {
            encoder.add(indices[i], column.count(i));
        }
        BytesInput width = BytesInput.from(new byte[] {(byte) bitWidth});
        data(BytesInput.concat(width, encoder.finish()), Encoding.RLE_DICTIONARY, statistics);
    }

    /** The values that are not null, encoded. */
    void data(BytesInput values, Encoding encoding, Statistics<?> statistics) throws IOException {
        BytesInput page = values;
        if (column.column().getMaxDefinitionLevel() > 0) {
            page = BytesInput.concat(writtenLevels(), values);
        }
        int length = Math.toIntExact(page.size());
        file.writeDataPage(
                column.rows(),
                length,
                compressor.compress(page),
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
