package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.tables.HotRetention;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a query needs of the lake: DuckDB plans it over tables without rows, and its plan says which
 * of them are read, and with which filters on symbols and times.
 */
public final class QueryNeeds implements AutoCloseable {

    private static final String SCHEMA = "plan";
    private static final String DATABASE = "memory";
    private static final String VIEWS = DATABASE + "." + HotViews.MAIN;

    /** The bars of the view {@code bars}, which also says whether they are settled. */
    private static final String BARS_WITH_PROOF = "bars_with_proof";

    private static final Pattern ONE_STATEMENT = Pattern.compile("[^;]*;?\\s*");

    private final DuckDb duckDb;

    private QueryNeeds(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    /** Whatever the tables have. */
    public static List<Need> everything() {
        return Tables.all().stream()
                .map(table -> new Need(table, Wanted.ALL, table.equals(Tables.BARS)))
                .toList();
    }

    /**
     * Nothing if DuckDB refuses the query, and everything if it is none that can be looked into.
     *
     * @param values of {@code $1}, {@code $2} and so on
     * @param hotStore whether there is one, which has the newest row of each symbol
     */
    public static List<Need> of(String sql, List<String> values, boolean hotStore)
            throws SQLException, IOException {
        try (QueryNeeds needs = new QueryNeeds(DuckDb.open())) {
            needs.createTables(hotStore ? LakeRows::none : QueryNeeds::newestOfLake);
            return needs.ask(sql, values);
        }
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }

    private List<Need> ask(String sql, List<String> values) throws IOException {
        String query = sql.strip().replaceAll(";\\s*$", "");
        try {
            return needs("SELECT * FROM (\n" + query + "\n)", values);
        } catch (SQLException e) {
            return ONE_STATEMENT.matcher(query).matches() ? planned(query, values) : everything();
        }
    }

    private List<Need> planned(String query, List<String> values) throws IOException {
        try {
            return needs(query, values);
        } catch (SQLException e) {
            return List.of(); // the query itself will say what is wrong with it
        }
    }

    private List<Need> needs(String query, List<String> values) throws SQLException, IOException {
        String[] plan = new String[1];
        duckDb.query(
                "EXPLAIN (FORMAT json) " + query,
                values,
                row -> {
                    row.next();
                    plan[0] = row.getString(2);
                });
        Map<Integer, Scan> scans = new TreeMap<>();
        duckDb.query(
                Sql.fill("scans.sql", Map.of()),
                List.of(plan[0]),
                row -> {
                    while (row.next()) {
                        scans.computeIfAbsent(row.getInt("id"), id -> new Scan(new ArrayList<>()))
                                .lines()
                                .add(new Line(row.getString("table"), row.getString("filter")));
                    }
                });
        return scans.values().stream().map(Scan::need).toList();
    }

    private void createTables(HotRows hot) throws SQLException {
        List<String> statements = new ArrayList<>(List.of("CREATE SCHEMA " + SCHEMA));
        for (Table<?> table : Tables.all()) {
            statements.add(create(table.name(), table));
        }
        statements.add(create(BARS_WITH_PROOF, Tables.BARS));
        statements.addAll(
                new HotViews(
                                DATABASE,
                                hot,
                                new LakeFiles((table, chosen) -> planned(table)),
                                ProvenTime.NOTHING,
                                Duration.ZERO)
                        .statements());
        // What these views do beside filtering holds no filter on symbol or time up.
        statements.add(
                "CREATE OR REPLACE VIEW %s.bars AS SELECT *, NULL::BOOLEAN AS settled FROM %s.%s"
                        .formatted(VIEWS, SCHEMA, BARS_WITH_PROOF));
        statements.add(
                Sql.fill(
                        "planned_bars_between.sql",
                        Map.of("schema", VIEWS, "bars", SCHEMA + "." + BARS_WITH_PROOF)));
        for (Table<?> trades : List.of(Tables.TRADES, Tables.LATE_TRADES)) {
            statements.add(
                    "CREATE OR REPLACE VIEW %s.%s AS %s"
                            .formatted(VIEWS, trades.name(), planned(trades)));
        }
        statements.add("SET explain_output = 'optimized_only'");
        duckDb.transaction(statements);
        keepScans();
    }

    /** Knowing that the tables are empty, DuckDB would not read them. */
    private void keepScans() throws SQLException {
        String[] others = new String[1];
        try {
            duckDb.query(
                    Sql.fill("other_optimizers.sql", Map.of()),
                    row -> {
                        row.next();
                        others[0] = row.getString(1);
                    });
        } catch (IOException e) {
            throw new SQLException(e);
        }
        duckDb.run("SET disabled_optimizers = " + Sql.literal(others[0]));
    }

    private static String create(String name, Table<?> table) {
        return "CREATE TABLE %s.%s AS %s".formatted(SCHEMA, name, LakeRows.none(table));
    }

    private static String newestOfLake(Table<?> table) {
        return table.hot().choice() == HotRetention.Choice.NEWEST
                ? planned(table)
                : LakeRows.none(table);
    }

    private static String planned(Table<?> table) {
        return "SELECT %s FROM %s.%s AS r".formatted(table.columnList("r"), SCHEMA, table.name());
    }

    /** A table that is read, and one of its filters. */
    private record Line(String table, String filter) {}

    /** One reading of a table. */
    private record Scan(List<Line> lines) {

        Need need() {
            String name = lines.get(0).table();
            boolean proof = name.equals(BARS_WITH_PROOF);
            Table<?> table = proof ? Tables.BARS : Tables.named(name);
            String time = table.day() == null ? null : table.day().column();
            Wanted wanted = Wanted.ALL;
            for (Line line : lines) {
                wanted = wanted.and(FilterText.parse(line.filter(), time));
            }
            return new Need(table, wanted, proof);
        }
    }
}
