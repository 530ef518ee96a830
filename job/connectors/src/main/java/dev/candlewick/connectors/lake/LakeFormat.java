package dev.candlewick.connectors.lake;

import dev.candlewick.connectors.rows.Bounds;
import dev.candlewick.connectors.rows.RowsOfTable;
import dev.candlewick.sinks.tables.Column;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/**
 * Reads some columns of the lake's files, leaving out what the query's bounds leave out. Flink's
 * own format for Parquet does not know the encoding in which the lake keeps its numbers.
 */
final class LakeFormat implements StreamFormat<RowData> {
    private static final long serialVersionUID = 1L;

    private final LakeFiles files;
    private final List<RowsOfTable.Field> fields;
    private final TypeInformation<RowData> type;

    /**
     * @param fields of the rows
     */
    LakeFormat(LakeFiles files, List<RowsOfTable.Field> fields, TypeInformation<RowData> type) {
        this.files = files;
        this.fields = List.copyOf(fields);
        this.type = type;
    }

    @Override
    public Reader<RowData> createReader(
            Configuration config, FSDataInputStream stream, long fileLength, long splitEnd)
            throws IOException {
        ParquetReader<RowData> rows =
                new Opening(new ParquetInputFile(stream, fileLength)).withFilter(filter()).build();
        return new Reader<>() {
            @Override
            public RowData read() throws IOException {
                return rows.read();
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }

    @Override
    public Reader<RowData> restoreReader(
            Configuration config,
            FSDataInputStream stream,
            long restoredOffset,
            long fileLength,
            long splitEnd)
            throws IOException {
        return createReader(config, stream, fileLength, splitEnd); // rows are skipped by count
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return type;
    }

    private FilterCompat.Filter filter() {
        Bounds bounds = files.bounds();
        FilterPredicate all = null;
        if (files.time() != null && bounds.from() > Long.MIN_VALUE) {
            all = FilterApi.gtEq(FilterApi.longColumn(files.time()), bounds.from());
        }
        if (files.time() != null && bounds.to() < Long.MAX_VALUE) {
            all = and(all, FilterApi.ltEq(FilterApi.longColumn(files.time()), bounds.to()));
        }
        Set<String> symbols = bounds.symbols();
        if (symbols != null && !symbols.isEmpty() && hasSymbols()) {
            Set<Binary> values =
                    symbols.stream().map(Binary::fromString).collect(Collectors.toSet());
            all = and(all, FilterApi.in(FilterApi.binaryColumn("symbol"), values));
        }
        return all == null ? FilterCompat.NOOP : FilterCompat.get(all);
    }

    private boolean hasSymbols() {
        return files.table().columns().stream().map(Column::name).anyMatch("symbol"::equals);
    }

    private static FilterPredicate and(FilterPredicate one, FilterPredicate other) {
        return one == null ? other : FilterApi.and(one, other);
    }

    /** Opens a file for the fields. */
    private final class Opening extends ParquetReader.Builder<RowData> {
        Opening(InputFile file) {
            super(file);
        }

        @Override
        protected ReadSupport<RowData> getReadSupport() {
            return new Columns(files, fields);
        }
    }

    /** Reads those columns of the fields that a file has; an earlier release knew fewer. */
    private static final class Columns extends ReadSupport<RowData> {
        private final LakeFiles files;
        private final List<RowsOfTable.Field> fields;

        Columns(LakeFiles files, List<RowsOfTable.Field> fields) {
            this.files = files;
            this.fields = fields;
        }

        @Override
        public ReadContext init(InitContext context) {
            MessageType schema = context.getFileSchema();
            Set<String> wanted =
                    fields.stream().map(RowsOfTable.Field::column).collect(Collectors.toSet());
            return new ReadContext(
                    new MessageType(
                            schema.getName(),
                            schema.getFields().stream()
                                    .filter(field -> wanted.contains(field.getName()))
                                    .toList()));
        }

        @Override
        @SuppressWarnings("deprecation") // the successor is not abstract, and calls this one
        public RecordMaterializer<RowData> prepareForRead(
                org.apache.hadoop.conf.Configuration configuration,
                Map<String, String> metadata,
                MessageType schema,
                ReadContext context) {
            return new LakeRow(files.table(), fields, context.getRequestedSchema());
        }
    }
}
