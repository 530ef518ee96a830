package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A connection to an in-memory DuckDB, to which files are attached. Not thread-safe, but for {@link
 * #cancel}.
 */
public final class DuckDb implements AutoCloseable {

    private static final int MAX_PREPARED = 64;

    private final DuckDBConnection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private volatile Statement running;

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

    /**
     * One whose results are made while they are read, so that they may be larger than memory. It
     * has one thread: several would hand over the rows of a file in any order.
     */
    static DuckDb openStreaming() throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        DuckDb database =
                new DuckDb(
                        DriverManager.getConnection("jdbc:duckdb:", streaming)
                                .unwrap(DuckDBConnection.class));
        database.run("SET TimeZone = 'UTC'");
        database.run("SET threads = 1");
        return database;
    }

    /** The rows of a query, of which a caller takes as many as it likes. */
    record Cursor(Statement statement, ResultSet rows) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            rows.close();
            statement.close();
        }
    }

    /** Begins a query whose result is read bit by bit. */
    Cursor cursor(String sql) throws SQLException {
        Statement statement = connection.createStatement();
        try {
            return new Cursor(statement, statement.executeQuery(sql));
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Runs a statement; returns how many rows it touched. */
    public long run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    /**
     * Runs a statement that is prepared at its first use; returns how many rows it touched.
     *
     * @param numbers are bound to {@code $1}, {@code $2} and so on
     */
    long runPrepared(String sql, long... numbers) throws SQLException {
        if (prepared.size() >= MAX_PREPARED && !prepared.containsKey(sql)) {
            closePrepared();
        }
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        try {
            for (int i = 0; i < numbers.length; i++) {
                statement.setLong(i + 1, numbers[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            prepared.remove(sql); // the driver has closed it
            throw e;
        }
    }

    /** Closes the prepared statements, whose plans refer to the files that are attached. */
    void closePrepared() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    /** Something that works on the database. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Runs several statements, of which all take effect or none. */
    void transaction(Iterable<String> statements) throws SQLException {
        transaction(() -> runAll(statements));
    }

    /** Runs statements one after the other. */
    void runAll(Iterable<String> statements) throws SQLException {
        for (String statement : statements) {
            run(statement);
        }
    }

    /** Does some work, of which all takes effect or none. */
    void transaction(Work work) throws SQLException {
        run("BEGIN TRANSACTION");
        try {
            work.run();
            run("COMMIT");
        } catch (SQLException | RuntimeException e) {
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

    /**
     * The same with values bound to {@code $1}, {@code $2} and so on; DuckDB makes of their text
     * what the query asks for. {@link #cancel} ends it.
     */
    public void query(String sql, List<String> values, HotStoreQuery.ResultHandler rows)
            throws SQLException, IOException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            rows.accept(result);
        } finally {
            running = null;
        }
    }

    /**
     * Writes the rows of a query to a Parquet file, and counts them. Values are bound as in a
     * query.
     */
    public long writeParquet(String sql, List<String> values, Path file)
            throws SQLException, IOException {
        prepare(sql, values).close(); // what is wrong with it is said of it, not of the copy
        String copy = "COPY (\n" + sql + "\n) TO " + Sql.literal(file) + " (FORMAT parquet)";
        try (PreparedStatement statement = prepare(copy, values)) {
            return statement.executeUpdate();
        } finally {
            running = null;
        }
    }

    /** Ends the query that another thread runs, if there is one; it fails. */
    public void cancel() throws SQLException {
        Statement current = running;
        if (current != null) {
            current.cancel();
        }
    }

    private PreparedStatement prepare(String sql, List<String> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        running = statement;
        return statement;
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
        return appender("temp", "main", temporaryTable);
    }

    /** Appends to a table, column by column in the order in which it has them. */
    DuckDBAppender appender(String catalog, String schema, String table) throws SQLException {
        return connection.createAppender(catalog, schema, table);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void rollback(Exception cause) {
        try {
            run("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
