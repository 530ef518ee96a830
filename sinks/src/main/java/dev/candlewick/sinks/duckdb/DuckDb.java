package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A connection to an in-memory DuckDB, to which files are attached. Each statement is a fresh one,
 * because the driver closes a statement that failed. Not thread-safe.
 */
public final class DuckDb implements AutoCloseable {

    private final DuckDBConnection connection;

    private DuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    public static DuckDb open() throws SQLException {
        DuckDb database =
                new DuckDb(
                        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class));
        database.run("SET TimeZone = 'UTC'");
        return database;
    }

    /** Runs a statement; returns how many rows it touched. */
    public long run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    /** Runs several statements, of which all take effect or none. */
    void transaction(Iterable<String> statements) throws SQLException {
        run("BEGIN TRANSACTION");
        try {
            for (String statement : statements) {
                run(statement);
            }
            run("COMMIT");
        } catch (SQLException e) {
            rollback(e);
            throw e;
        }
    }

    /** Runs a query and hands over its result. */
    public void query(String sql, HotStoreQuery.ResultHandler rows)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            rows.accept(result);
        }
    }

    /** The first column of the first row. */
    public long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new SQLException("No row from: " + sql);
            }
            return result.getLong(1);
        }
    }

    /** Appends to a temporary table. */
    DuckDBAppender appender(String temporaryTable) throws SQLException {
        return connection.createAppender("temp", "main", temporaryTable);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void rollback(SQLException cause) {
        try {
            run("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
