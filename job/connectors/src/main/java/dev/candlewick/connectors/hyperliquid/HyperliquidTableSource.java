package dev.candlewick.connectors.hyperliquid;

import dev.candlewick.connectors.rows.Bounds;
import dev.candlewick.connectors.rows.OperatorUid;
import dev.candlewick.connectors.rows.RowSource;
import dev.candlewick.connectors.rows.Scan;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A stream of the exchange, of the symbols that the options and the query's condition name. */
final class HyperliquidTableSource extends RowSource
        implements SupportsFilterPushDown, SupportsReadingMetadata, SupportsSourceWatermark {

    private final FeedOptions options;
    private Bounds bounds = Bounds.NONE;
    private boolean watermarksOfFeed;

    HyperliquidTableSource(String name, FeedOptions options, Scan scan) {
        super(name, scan);
        this.options = options;
    }

    private HyperliquidTableSource(HyperliquidTableSource other) {
        super(other);
        this.options = other.options;
        this.bounds = other.bounds;
        this.watermarksOfFeed = other.watermarksOfFeed;
    }

    @Override
    protected String uid() {
        return "hyperliquid-"
                + name()
                + "-"
                + scan().digest()
                + Integer.toHexString(symbols().hashCode());
    }

    @Override
    protected DataStream<RowData> rows(
            StreamExecutionEnvironment env, TypeInformation<RowData> type, OperatorUid uid) {
        FeedRows feed = new FeedRows(options, symbols(), scan(), watermarksOfFeed);
        return withWatermarks(feed.in(env, type, uid), uid);
    }

    @Override
    protected boolean isBounded() {
        return false;
    }

    /** A condition that names none of the table's symbols has no rows, whatever is subscribed. */
    private List<String> symbols() {
        List<String> declared = options.symbols();
        if (bounds.symbols() == null) {
            if (declared.isEmpty()) {
                throw new ValidationException(
                        ("Table %s does not say which symbols to subscribe: set 'symbols', such as"
                                        + " 'BTC;ETH', or query it with WHERE symbol IN ('BTC', 'ETH')")
                                .formatted(name()));
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
    public Result applyFilters(List<ResolvedExpression> filters) {
        bounds = bounds.and(filters, null);
        return Result.of(List.of(), filters);
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return Scan.metadataOf(options.stream().table());
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType type) {
        narrow(scan().withMetadata(keys, type));
    }

    @Override
    public void applySourceWatermark() {
        watermarksOfFeed = true;
    }

    @Override
    public DynamicTableSource copy() {
        return new HyperliquidTableSource(this);
    }

    @Override
    public String asSummaryString() {
        return "Hyperliquid " + options.stream().label();
    }
}
