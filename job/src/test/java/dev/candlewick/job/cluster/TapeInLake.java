package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares a lake with the tape that the exchange played. */
public final class TapeInLake {
    private final Path tape;
    private final Path lake;

    public TapeInLake(Path folder, Tape tape, Path lake) throws IOException {
        List<String> rows = new ArrayList<>(List.of("coin,time,price,size,id"));
        for (TapeTrade trade : tape.trades()) {
            rows.add(
                    String.join(
                            ",",
                            trade.coin(),
                            Long.toString(trade.time()),
                            trade.price().toPlainString(),
                            trade.size().toPlainString(),
                            Long.toString(trade.tid())));
        }
        this.tape = Files.write(folder.resolve("tape.csv"), rows);
        this.lake = lake;
    }

    /** 0 while nothing is committed. */
    public long trades() {
        try {
            return Long.parseLong(rows("SELECT count(*) FROM trades").get(0));
        } catch (SQLException notYet) {
            return 0;
        }
    }

    public List<String> storedTwice() throws SQLException {
        return rows("SELECT symbol, trade_id FROM trades GROUP BY ALL HAVING count(*) > 1");
    }

    /** What was traded, and is neither stored nor in a gap. */
    public List<String> unexplained() throws SQLException {
        return rows(
                """
                SELECT coin, id, time FROM tape
                WHERE NOT EXISTS (FROM trades WHERE trade_id = id AND symbol = coin)
                  AND NOT EXISTS (
                      FROM gaps
                      WHERE symbol = coin AND healed_by IS DISTINCT FROM 'resend'
                      AND make_timestamptz(time * 1000) BETWEEN gap_start AND gap_end)
                """);
    }

    /** Complete bars of a minute that are not what the tape says. */
    public List<String> wrongBars() throws SQLException {
        return rows("FROM complete_bars EXCEPT FROM true_bars");
    }

    public long completeBars() throws SQLException {
        return Long.parseLong(rows("SELECT count(*) FROM complete_bars").get(0));
    }

    public void assertEverythingIsThereOnce() throws SQLException {
        assertThat(storedTwice()).as("stored twice").isEmpty();
        assertThat(unexplained()).as("neither stored nor in a gap").isEmpty();
        assertThat(completeBars()).isGreaterThan(20);
        assertThat(wrongBars()).as("bars that are not what was traded").isEmpty();
    }

    public List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            define(statement);
            try (ResultSet result = statement.executeQuery(sql)) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        cells.add(result.getString(column));
                    }
                    rows.add(String.join(" ", cells));
                }
            }
        }
        return rows;
    }

    private void define(Statement statement) throws SQLException {
        statement.execute(
                "CREATE TABLE tape AS SELECT row_number() OVER () AS arrival, * FROM read_csv('%s')"
                        .formatted(tape));
        statement.execute(
                """
                CREATE VIEW true_bars AS
                SELECT coin AS symbol, time // 60000 * 60 AS open_second,
                       first(price ORDER BY time, arrival)::DOUBLE AS open,
                       max(price)::DOUBLE AS high, min(price)::DOUBLE AS low,
                       last(price ORDER BY time, arrival)::DOUBLE AS close,
                       sum(size::DECIMAL(24, 8))::VARCHAR::DOUBLE AS volume, count(*) AS trade_count
                FROM tape GROUP BY ALL
                """);
        statement.execute(view("trades", "FROM " + files("trades")));
        if (Files.exists(lake.resolve("gaps"))) {
            statement.execute(view("gaps", "FROM " + files("gaps")));
        } else {
            statement.execute(
                    "CREATE TABLE gaps (symbol VARCHAR, gap_start TIMESTAMPTZ, gap_end TIMESTAMPTZ,"
                            + " healed_by VARCHAR)");
        }
        if (Files.exists(lake.resolve("bars"))) {
            statement.execute(view("complete_bars", newest()));
        }
    }

    private String newest() {
        return """
        SELECT symbol, epoch(open_time)::BIGINT AS open_second, open, high, low, close,
               volume, trade_count
        FROM %s
        WHERE bar_interval = '1m' AND coverage = 'complete' AND trade_count > 0
        QUALIFY row_number() OVER (
            PARTITION BY symbol, open_time ORDER BY run_id DESC, revision DESC) = 1
        """
                .formatted(files("bars"));
    }

    private String files(String table) {
        return "read_parquet('%s/%s/**/*.parquet')".formatted(lake, table);
    }

    private static String view(String name, String query) {
        return "CREATE VIEW " + name + " AS " + query;
    }
}
