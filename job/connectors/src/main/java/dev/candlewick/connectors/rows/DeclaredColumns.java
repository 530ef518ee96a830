package dev.candlewick.connectors.rows;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The columns that a {@code CREATE TABLE} declares: any of the table's, in any order. */
public final class DeclaredColumns {

    private DeclaredColumns() {}

    /**
     * Refuses columns that the table does not have, or not of that type.
     *
     * @param name of the declared table, for the message
     * @throws ValidationException with a line for each column that does not fit
     */
    public static void check(String name, RowType declared, Table<?> table) {
        List<String> problems = new ArrayList<>();
        for (RowType.RowField field : declared.getFields()) {
            problem(field, table).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new ValidationException(
                    "Table %s does not fit %s:%n  %s%nIts columns are %s."
                            .formatted(
                                    name,
                                    table.name(),
                                    String.join(System.lineSeparator() + "  ", problems),
                                    table.columnList()));
        }
    }

    private static Optional<String> problem(RowType.RowField field, Table<?> table) {
        Optional<? extends Column<?>> column =
                table.columns().stream()
                        .filter(each -> each.name().equals(field.getName()))
                        .findFirst();
        if (column.isEmpty()) {
            return Optional.of("there is no column %s".formatted(field.getName()));
        }
        LogicalType type = field.getType();
        if (!FlinkTypes.fit(column.get().type(), type)) {
            return Optional.of(
                    "column %s is %s, not %s"
                            .formatted(
                                    field.getName(),
                                    FlinkTypes.of(column.get()),
                                    type.asSummaryString()));
        }
        return column.get().nullable() && !type.isNullable()
                ? Optional.of("column %s can be null".formatted(field.getName()))
                : Optional.empty();
    }
}
