package dev.candlewick.connectors.rows;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/** A declared table that a query reads: which columns, how many rows, by which watermarks. */
public abstract class RowSource
        implements ScanTableSource,
                SupportsProjectionPushDown,
                SupportsLimitPushDown,
                SupportsWatermarkPushDown {

    private final String name;
    private Scan scan;
    private WatermarkStrategy<RowData> watermarks;

    /** Of everything that is declared, without watermarks. */
    protected RowSource(String name, Scan scan) {
        this.name = name;
        this.scan = scan;
    }

    protected RowSource(RowSource other) {
        this.name = other.name;
        this.scan = other.scan;
        this.watermarks = other.watermarks;
    }

    /** What tells the operators of this scan from those of any other. */
    protected abstract String uid();

    /** The rows, with watermarks if the query has any. */
    protected abstract DataStream<RowData> rows(
            StreamExecutionEnvironment env, TypeInformation<RowData> type, OperatorUid uid);

    protected abstract boolean isBounded();

    @Override
    public final ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        TypeInformation<RowData> type = context.createTypeInformation(scan.produced());
        String uid = uid();
        return new DataStreamScanProvider() {
            @Override
            public DataStream<RowData> produceDataStream(
                    ProviderContext provider, StreamExecutionEnvironment env) {
                return rows(env, type, new OperatorUid(provider, uid));
            }

            @Override
            public boolean isBounded() {
                return RowSource.this.isBounded();
            }
        };
    }

    /** Adds the watermarks that follow the rows. */
    protected final DataStream<RowData> withWatermarks(
            SingleOutputStreamOperator<RowData> rows, OperatorUid uid) {
        return watermarks == null
                ? rows
                : uid.on(
                        rows.assignTimestampsAndWatermarks(watermarks)
                                .setParallelism(rows.getParallelism()),
                        "watermarks",
                        "Watermarks");
    }

    /** Those that a source gives to each of its splits. */
    protected final WatermarkStrategy<RowData> watermarks() {
        return watermarks == null ? WatermarkStrategy.noWatermarks() : watermarks;
    }

    protected final String name() {
        return name;
    }

    protected final Scan scan() {
        return scan;
    }

    protected final void narrow(Scan narrower) {
        scan = narrower;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] fields, DataType type) {
        scan = scan.project(fields, type);
    }

    @Override
    public void applyLimit(long limit) {
        scan = scan.limitedTo(limit);
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }
}
