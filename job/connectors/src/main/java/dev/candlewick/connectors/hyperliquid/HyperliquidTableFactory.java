package dev.candlewick.connectors.hyperliquid;

import dev.candlewick.connectors.rows.DeclaredColumns;
import dev.candlewick.connectors.rows.Scan;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** Connector {@code hyperliquid}: a stream of the exchange. */
public final class HyperliquidTableFactory implements DynamicTableSourceFactory {

    @Override
    public String factoryIdentifier() {
        return "hyperliquid";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(
                FeedOptions.STREAM,
                FeedOptions.SYMBOLS,
                FeedOptions.WEBSOCKET_URL,
                FeedOptions.REST_URL,
                FeedOptions.INTERVALS,
                FeedOptions.END_REASON);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper declared =
                FactoryUtil.createTableFactoryHelper(this, context);
        declared.validate();
        FeedOptions.checkRest(declared.getOptions());
        FeedOptions options = FeedOptions.of(declared.getOptions());
        DataType columns = context.getPhysicalRowDataType();
        String name = context.getObjectIdentifier().getObjectName();
        DeclaredColumns.check(name, (RowType) columns.getLogicalType(), options.stream().table());
        return new HyperliquidTableSource(name, options, Scan.of(columns));
    }
}
