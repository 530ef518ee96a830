package dev.candlewick.connectors.hyperliquid;

import dev.candlewick.connectors.rows.Bounds;
import dev.candlewick.connectors.rows.OperatorUid;
import dev.candlewick.connectors.rows.Scan;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A stream of the exchange, of the symbols that the options and the query's condition name. */
final class HyperliquidTableSource
        implements ScanTableSource,
                SupportsProjectionPushDown,
                SupportsFilterPushDown,
                SupportsLimitPushDown,
                SupportsReadingMetadata,
                SupportsWatermarkPushDown,
                SupportsSourceWatermark {

    private final String name;
    private final FeedOptions options;
    private Scan scan;
    private Bounds bounds;
    private WatermarkStrategy<RowData> watermarks;
    private boolean watermarksOfFeed;

    HyperliquidTableSource(
            String name,
            FeedOptions options,
            Scan scan,
            Bounds bounds,
            WatermarkStrategy<RowData> watermarks) {
        this.name = name;
        this.options = options;
        this.scan = scan;
        this.bounds = bounds;
        this.watermarks = watermarks;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        List<String> symbols = symbols();
        FeedRows rows = new FeedRows(options, symbols, scan, watermarks, watermarksOfFeed);
        TypeInformation<RowData> type = context.createTypeInformation(scan.produced());
        String uid = "hyperliquid-" + name + "-" + digest(symbols);
        return new DataStreamScanProvider() {
            @Override
            public DataStream<RowData> produceDataStream(
                    ProviderContext provider, StreamExecutionEnvironment env) {
                return rows.in(env, type, new OperatorUid(provider, uid));
            }

            @Override
            public boolean isBounded() {
                return false;
            }
        };
    }

    private String digest(List<String> symbols) {
        return scan.digest() + Integer.toHexString(symbols.hashCode());
    }

    /** A condition that names none of the table's symbols has no rows, whatever is subscribed. */
    private List<String> symbols() {
        List<String> declared = options.symbols();
        if (bounds.symbols() == null) {
            if (declared.isEmpty()) {
                throw new ValidationException(
                        ("Table %s does not say which symbols to subscribe: set 'symbols', such as"
                                        + " 'BTC;ETH', or query it with WHERE symbol IN ('BTC', 'ETH')")
                                .formatted(name));
            }
            return declared;
        }
        List<String> wanted =
                declared.isEmpty()
                        ? bounds.symbols().stream().sorted().toList()
                        : declared.stream().filter(bounds.symbols()::contains).toList();
        return wanted.isEmpty() ? declared : wanted;
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
        bounds = bounds.and(filters, null);
        return Result.of(List.of(), filters);
    }

    @Override
    public void applyLimit(long limit) {
        scan = scan.limitedTo(limit);
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return Scan.metadataOf(options.stream().table());
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType type) {
        scan = scan.withMetadata(keys, type);
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public void applySourceWatermark() {
        watermarksOfFeed = true;
    }

    @Override
    public DynamicTableSource copy() {
        HyperliquidTableSource copy =
                new HyperliquidTableSource(name, options, scan, bounds, watermarks);
        copy.watermarksOfFeed = watermarksOfFeed;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "Hyperliquid " + options.stream().label();
    }
}
