package dev.candlewick.connectors.lake;

import dev.candlewick.connectors.rows.Bounds;
import dev.candlewick.connectors.rows.DeclaredColumns;
import dev.candlewick.connectors.rows.Scan;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** Connector {@code candlewick-lake}: the rows of a table of the lake. */
public final class LakeTableFactory implements DynamicTableSourceFactory {

    /** The name of the connector. */
    public static final String IDENTIFIER = "candlewick-lake";

    public static final ConfigOption<String> PATH =
            ConfigOptions.key("path")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("The folder of the lake, in any file system of Flink's");

    public static final ConfigOption<String> TABLE =
            ConfigOptions.key("table")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("The table's name in the lake");

    /** Named as Flink's own connector for files names it. */
    static final ConfigOption<Duration> MONITOR_INTERVAL =
            ConfigOptions.key("source.monitor-interval")
                    .durationType()
                    .noDefaultValue()
                    .withDescription(
                            "How often to look for new files; without it the table ends with the files that"
                                    + " are there");

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(PATH, TABLE);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(MONITOR_INTERVAL);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper declared =
                FactoryUtil.createTableFactoryHelper(this, context);
        declared.validate();
        Table<?> table = named(declared.getOptions().get(TABLE));
        DataType columns = context.getPhysicalRowDataType();
        String name = context.getObjectIdentifier().getObjectName();
        DeclaredColumns.check(name, (RowType) columns.getLogicalType(), table);
        LakeFiles files = new LakeFiles(declared.getOptions().get(PATH), table, Bounds.NONE);
        Duration every = declared.getOptions().getOptional(MONITOR_INTERVAL).orElse(null);
        if (every != null && (every.isNegative() || every.isZero())) {
            throw new ValidationException(
                    "'%s' is %s; use a positive duration such as 10 s"
                            .formatted(MONITOR_INTERVAL.key(), every));
        }
        return new LakeTableSource(name, files, every, Scan.of(columns));
    }

    private static Table<?> named(String name) {
        return Tables.all().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ValidationException(
                                        "'table' is '%s'; the lake has %s"
                                                .formatted(
                                                        name,
                                                        Tables.all().stream()
                                                                .map(Table::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }
}
