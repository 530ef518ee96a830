package dev.candlewick.sinks.duckdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A user of an old DuckDB in a process of its own: each line in is {@code open FILE} or a query,
 * each line out is the result. It may use nothing but the JDK, since only the old driver is on its
 * class path.
 */
final class OldClientProcess {

    private Connection connection;

    private OldClientProcess() {}

    public static void main(String[] arguments) throws IOException {
        OldClientProcess client = new OldClientProcess();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(client.answer(line).replace("\n", " "));
        }
    }

    private String answer(String line) {
        try {
            return line.startsWith("open ") ? open(line.substring(5)) : rows(line);
        } catch (SQLException e) {
            return "error: " + e.getMessage();
        }
    }

    private String open(String file) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        connection = DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
        return rows("SELECT version()");
    }

    private String rows(String sql) throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.append(rows.isEmpty() ? "" : ";").append(result.getString(1));
            }
        }
        return rows.toString();
    }
}
