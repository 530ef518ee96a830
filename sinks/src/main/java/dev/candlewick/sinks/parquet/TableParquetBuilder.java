package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import org.apache.flink.formats.parquet.ParquetBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Opens Parquet files for the rows of a table. */
record TableParquetBuilder<T>(Table<T> table) implements ParquetBuilder<T> {

    /** Small, because a backfill keeps many days open at once, each with rows in memory. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private static final int PAGE_BYTES = 256 << 10;

    @Override
    public ParquetWriter<T> createWriter(OutputFile out) throws IOException {
        return new Builder<>(out, table)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .build();
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

        private final Table<T> table;

        Builder(OutputFile out, Table<T> table) {
            super(out);
            this.table = table;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // still abstract, though nothing calls it any more
        protected WriteSupport<T> getWriteSupport(Configuration conf) {
            return new TableWriteSupport<>(table);
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration conf) {
            return new TableWriteSupport<>(table);
        }
    }
}
