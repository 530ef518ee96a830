package dev.candlewick.connectors.lake;

import dev.candlewick.connectors.rows.OperatorUid;
import dev.candlewick.connectors.rows.Scan;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A table of the lake, bounded or followed. */
final class LakeTableSource
        implements ScanTableSource,
                SupportsProjectionPushDown,
                SupportsFilterPushDown,
                SupportsLimitPushDown,
                SupportsWatermarkPushDown {

    private final String name;
    private final Duration every;
    private LakeFiles files;
    private Scan scan;
    private WatermarkStrategy<RowData> watermarks;

    /**
     * @param every how often to look for new files; null if it is bounded
     */
    LakeTableSource(
            String name,
            LakeFiles files,
            Duration every,
            Scan scan,
            WatermarkStrategy<RowData> watermarks) {
        this.name = name;
        this.files = files;
        this.every = every;
        this.scan = scan;
        this.watermarks = watermarks;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        TypeInformation<RowData> type = context.createTypeInformation(scan.produced());
        LakeSource source =
                new LakeSource(
                        files, every, new LakeFormat(files, scan.fields(files.table()), type));
        String uid = "lake-" + name + "-" + scan.digest() + files.digest();
        return new DataStreamScanProvider() {
            @Override
            public DataStream<RowData> produceDataStream(
                    ProviderContext provider, StreamExecutionEnvironment env) {
                String label = "Lake " + files.table().name();
                return new OperatorUid(provider, uid)
                        .on(
                                env.fromSource(
                                        source,
                                        watermarks == null
                                                ? WatermarkStrategy.noWatermarks()
                                                : watermarks,
                                        label,
                                        type),
                                "files",
                                label);
            }

            @Override
            public boolean isBounded() {
                return every == null;
            }
        };
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
    public Result applyFilters(List<ResolvedExpression> filters) {
        files = files.within(files.bounds().and(filters, files.time()));
        return Result.of(List.of(), filters);
    }

    /** Files are read as far as they are asked for, so that an outer limit does the same. */
    @Override
    public void applyLimit(long limit) {
        scan = scan.limitedTo(limit);
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public DynamicTableSource copy() {
        return new LakeTableSource(name, files, every, scan, watermarks);
    }

    @Override
    public String asSummaryString() {
        return "Lake " + files.table().name();
    }
}
