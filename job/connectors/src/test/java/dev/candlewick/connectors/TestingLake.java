package dev.candlewick.connectors;

import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A lake with bars of a minute, written by DuckDB. */
record TestingLake(Path path) {

    /** Adds bars of a minute that close at 1, 2, 3, …. */
    void addBars(String file, String symbol, String from, int bars)
            throws SQLException, IOException {
        Path target = path.resolve("bars").resolve("date=" + from.substring(0, 10)).resolve(file);
        Files.createDirectories(target.getParent());
        String columns =
                Tables.BARS.columns().stream()
                        .map(column -> column.name() + " " + column.type().sql())
                        .collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE bars (" + columns + ")");
            statement.execute(
                    """
                    INSERT INTO bars BY NAME
                    SELECT '%s' AS symbol, '1m' AS bar_interval, close::DOUBLE AS close, revision, true AS is_final,
                        '%s'::TIMESTAMPTZ + (close - 1) * INTERVAL 1 MINUTE AS open_time
                    FROM (SELECT range AS close, 0 AS revision FROM range(1, %d))
                    """
                            .formatted(symbol, from, bars + 1));
            statement.execute("COPY bars TO '%s' (FORMAT parquet)".formatted(target));
        }
    }

    /** What compact writes when it has merged files. */
    void hide(int number, String... lines) throws IOException {
        Path lists = Files.createDirectories(path.resolve("bars/_hidden"));
        Files.writeString(
                lists.resolve(String.format(Locale.ROOT, "%010d.csv", number)),
                ",list,0\n" + String.join("", Stream.of(lines).map(line -> line + "\n").toList()));
    }
}
