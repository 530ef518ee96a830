package dev.candlewick.connectors.sentiment;

import dev.candlewick.connectors.rows.DeclaredColumns;
import dev.candlewick.connectors.rows.Scan;
import dev.candlewick.sinks.tables.Tables;
import dev.candlewick.sources.alternativeme.FearGreedSource;
import dev.candlewick.sources.alternativeme.FearGreedSourceBuilder;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** Connector {@code fear-greed}: readings of the index with what they mean, as they arrive. */
public final class FearGreedTableFactory implements DynamicTableSourceFactory {

    private static final ConfigOption<String> URL =
            ConfigOptions.key("url")
                    .stringType()
                    .defaultValue("https://api.alternative.me/fng/")
                    .withDescription("The address of the index");

    private static final ConfigOption<Duration> POLL_INTERVAL =
            ConfigOptions.key("poll-interval")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription("How often it is asked for news");

    private static final ConfigOption<Boolean> BOUNDED =
            ConfigOptions.key("bounded")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Whether to end after the history that the index has now");

    @Override
    public String factoryIdentifier() {
        return "fear-greed";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(URL, POLL_INTERVAL, BOUNDED);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper declared =
                FactoryUtil.createTableFactoryHelper(this, context);
        declared.validate();
        DataType columns = context.getPhysicalRowDataType();
        String name = context.getObjectIdentifier().getObjectName();
        DeclaredColumns.check(name, (RowType) columns.getLogicalType(), Tables.SENTIMENT);
        ReadableConfig options = declared.getOptions();
        boolean bounded = options.get(BOUNDED);
        return new FearGreedTableSource(name, index(options, bounded), bounded, Scan.of(columns));
    }

    private static FearGreedSourceBuilder index(ReadableConfig options, boolean bounded) {
        try {
            FearGreedSourceBuilder index =
                    FearGreedSource.builder()
                            .url(options.get(URL))
                            .pollInterval(options.get(POLL_INTERVAL));
            return bounded ? index.once() : index;
        } catch (IllegalArgumentException e) {
            throw new ValidationException("'url': " + e.getMessage(), e);
        }
    }
}
