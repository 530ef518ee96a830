package dev.candlewick.connectors;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Asks tables of Flink SQL. */
final class TestingTables {

    private TestingTables() {}

    /** All rows of a query that ends, the cells of each parted by commas. */
    static List<String> rows(TableEnvironment tables, String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<Row> found = tables.executeSql(sql).collect()) {
            while (found.hasNext()) {
                Row row = found.next();
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.getArity(); i++) {
                    cells.add(String.valueOf(row.getField(i)));
                }
                rows.add(String.join(",", cells));
            }
        }
        return rows;
    }
}
