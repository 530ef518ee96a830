package dev.candlewick.sinks.cache;

import dev.candlewick.sinks.parquet.TableFolder;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/** Which symbols a Parquet file can have rows of, by its footer alone. */
record SymbolsOfFile(TableFolder.Entry file) {

    /** A smaller file costs no more than its footer. */
    static final long WORTH_A_LOOK = 128 << 10;

    private static final List<String> SYMBOL = List.of("symbol");

    /** The length of the footer and the magic number. */
    private static final int TAIL = 8;

    boolean mayHave(Set<String> symbols) throws IOException {
        return footer().getRow_groups().stream()
                .flatMap(group -> group.getColumns().stream())
                .map(column -> column.getMeta_data())
                .filter(column -> column.getPath_in_schema().equals(SYMBOL))
                .anyMatch(column -> mayHave(column, symbols));
    }

    /** By the format alone: the reader of parquet-hadoop needs Hadoop's MapReduce for it. */
    private FileMetaData footer() throws IOException {
        try (FSDataInputStream in = file.path().getFileSystem().open(file.path())) {
            in.seek(Math.max(0, file.bytes() - TAIL));
            byte[] tail = in.readNBytes(TAIL);
            if (tail.length < TAIL) {
                throw new EOFException(file.path() + " is too short for a Parquet file");
            }
            int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (length < 0 || length > file.bytes() - TAIL) {
                throw new IOException(file.path() + " does not end like a Parquet file");
            }
            in.seek(file.bytes() - TAIL - length);
            return Util.readFileMetaData(in);
        }
    }

    private static boolean mayHave(ColumnMetaData column, Set<String> symbols) {
        Statistics range = column.getStatistics();
        if (range == null || !range.isSetMin_value() || !range.isSetMax_value()) {
            return true;
        }
        return symbols.stream()
                .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                .anyMatch(
                        symbol ->
                                Arrays.compareUnsigned(range.getMin_value(), symbol) <= 0
                                        && Arrays.compareUnsigned(symbol, range.getMax_value())
                                                <= 0);
    }
}
