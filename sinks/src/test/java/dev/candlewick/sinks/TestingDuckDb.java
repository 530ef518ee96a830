package dev.candlewick.sinks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A DuckDB client as a user would run one; rows come back as text, columns parted by a bar. */
public final class TestingDuckDb implements AutoCloseable {

    private final Connection connection;

    private TestingDuckDb(Connection connection) {
        this.connection = connection;
    }

    public static TestingDuckDb inMemory() throws SQLException {
        return utc(DriverManager.getConnection("jdbc:duckdb:"));
    }

    /** Opens a database file as anybody may. */
    public static TestingDuckDb readOnly(java.nio.file.Path file) throws SQLException {
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        return utc(DriverManager.getConnection("jdbc:duckdb:" + file, readOnly));
    }

    public List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            collect(result, rows);
            return rows;
        }
    }

    /** Adds what a query found to a list. */
    public static void collect(ResultSet result, List<String> rows) throws SQLException {
        while (result.next()) {
            rows.add(row(result));
        }
    }

    public String value(String sql) throws SQLException {
        List<String> rows = rows(sql);
        if (rows.size() != 1) {
            throw new AssertionError("One row expected of " + sql + " but got " + rows);
        }
        return rows.get(0);
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static TestingDuckDb utc(Connection connection) throws SQLException {
        TestingDuckDb database = new TestingDuckDb(connection);
        database.run("SET TimeZone = 'UTC'");
        return database;
    }

    private static String row(ResultSet result) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            cells.add(String.valueOf(result.getObject(i)));
        }
        return String.join("|", cells);
    }
}
