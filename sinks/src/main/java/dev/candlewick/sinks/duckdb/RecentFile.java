package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.ColumnType;
import dev.candlewick.sinks.tables.Table;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The file of what changed in a table since a publication: how it is written and read. */
record RecentFile(Table<?> table, Path file) {

    /** A query of its rows. */
    String rows() {
        return Sql.fill(
                "recent_rows.sql",
                Map.of(
                        "file",
                        Sql.glob(file, ""),
                        "decoded",
                        columns(RecentFile::decoded),
                        "types",
                        columns(RecentFile::encodedType)));
    }

    /** The statement that makes a view of its rows. */
    String view(String name) {
        return "CREATE OR REPLACE VIEW " + name + " AS\n" + rows();
    }

    /** The statement that writes it: the stored rows that came after a change. */
    String copy(String stored, long change) {
        return String.format(
                Locale.ROOT,
                "COPY (SELECT %s, _change, _deleted FROM %s WHERE _change > %d)"
                        + " TO %s (FORMAT csv, HEADER false)",
                columns(RecentFile::encoded),
                stored,
                change,
                Sql.literal(file));
    }

    private String columns(Function<Column<?>, String> text) {
        return table.columns().stream().map(text).collect(Collectors.joining(", "));
    }

    private static String encoded(Column<?> column) {
        return isTimestamp(column) ? "epoch_us(" + column.name() + ")" : column.name();
    }

    private static String decoded(Column<?> column) {
        return isTimestamp(column)
                ? "make_timestamptz(r.%1$s) AS %1$s".formatted(column.name())
                : "r." + column.name();
    }

    private static String encodedType(Column<?> column) {
        ColumnType type = isTimestamp(column) ? ColumnType.BIGINT : column.type();
        return "'%s': '%s'".formatted(column.name(), type.sql());
    }

    private static boolean isTimestamp(Column<?> column) {
        return column.type() == ColumnType.TIMESTAMP;
    }
}
