package dev.candlewick.sinks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values that indicators give, as columns; null is NaN. */
final class TestingIndicators implements AutoCloseable {

    private static final double RELATIVE = 1e-9;

    private static final Duration LATENESS = Duration.ofMinutes(10);

    private final Path folder;
    private DuckDb duckDb;

    TestingIndicators(Path folder) {
        this.folder = folder;
    }

    /** Puts bars into the lake. */
    void lake(List<Bar> bars) throws IOException {
        Map<LocalDate, List<Bar>> days =
                bars.stream().collect(Collectors.groupingBy(TestingIndicators::day));
        for (Map.Entry<LocalDate, List<Bar>> each : days.entrySet()) {
            String day = "date=" + each.getKey();
            TestingLake.write(Lake.at(lakePath()), Tables.BARS, day, each.getValue());
        }
    }

    /** A call such as {@code sma('BTC', '1m')}; its columns by name. */
    Map<String, double[]> call(String call) throws SQLException, IOException {
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        query("SELECT * EXCLUDE (symbol, bar_interval, open_time, coverage) FROM " + call, columns);
        Map<String, double[]> values = new LinkedHashMap<>();
        columns.forEach(
                (name, list) ->
                        values.put(name, list.stream().mapToDouble(Double::doubleValue).toArray()));
        return values;
    }

    /** The only column that a macro gives beside those of the bar. */
    double[] column(String call) throws SQLException, IOException {
        Map<String, double[]> columns = call(call);
        columns.remove("close");
        assertThat(columns).as(call).hasSize(1);
        return columns.values().iterator().next();
    }

    /**
     * Fails unless both begin with the same bar and are equal to the ninth digit.
     *
     * @param size below what two values count as the same nothing, for those that cross zero
     */
    static void assertSame(String name, double[] actual, double[] expected, double size) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            boolean same =
                    Double.isNaN(expected[i])
                            ? Double.isNaN(actual[i])
                            : Math.abs(actual[i] - expected[i])
                                    <= RELATIVE * Math.max(Math.abs(expected[i]), size);
            if (!same) {
                throw new AssertionError(
                        name + " of bar " + i + ": " + actual[i] + ", not " + expected[i]);
            }
        }
    }

    /** The views as {@code query} makes them, which read the files at every call. */
    private void query(String sql, Map<String, List<Double>> columns)
            throws SQLException, IOException {
        if (duckDb == null) {
            duckDb = DuckDb.open();
            LakeFiles files = LakeRows.without(Path.of(lakePath()), List.of());
            duckDb.transaction(
                    new HotViews(
                                    "memory",
                                    LakeRows::none,
                                    onlyBars(files),
                                    ProvenTime.NOTHING,
                                    LATENESS)
                            .statements());
        }
        duckDb.query(sql, result -> collect(result, columns));
    }

    private static LocalDate day(Bar bar) {
        return LocalDate.ofEpochDay(Math.floorDiv(bar.openTime(), BarInterval.D1.micros()));
    }

    private static LakeFiles onlyBars(LakeFiles files) {
        return new LakeFiles(
                (table, chosen) ->
                        table.name().equals(Tables.BARS.name())
                                ? files.rows().apply(table, chosen)
                                : LakeRows.none(table));
    }

    private static void collect(ResultSet result, Map<String, List<Double>> columns)
            throws SQLException {
        int count = result.getMetaData().getColumnCount();
        for (int i = 1; i <= count; i++) {
            columns.put(result.getMetaData().getColumnLabel(i), new ArrayList<>());
        }
        while (result.next()) {
            int i = 1;
            for (List<Double> column : columns.values()) {
                double value = result.getDouble(i);
                column.add(result.wasNull() ? Double.NaN : value);
                i++;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        if (duckDb != null) {
            duckDb.close();
        }
    }

    private String lakePath() {
        return folder.resolve("lake").toString();
    }
}
