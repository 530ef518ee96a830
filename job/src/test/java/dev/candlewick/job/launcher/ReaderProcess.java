package dev.candlewick.job.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * A reader in a process of its own, with nothing but a driver: opens a published file, looks at all
 * of its bars, closes it, and does so again. Arguments: the file, and for how many seconds. Each
 * look is a line: bars that are there twice, bars whose numbers contradict each other, final bars,
 * the newest emission of a forming bar and the age of that (ms), how long the look took (ms), and
 * the newest emission of any bar.
 */
final class ReaderProcess {

    private static final String LOOK =
            """
            SELECT count(*) - count(DISTINCT (symbol, bar_interval, open_time)),
                count(*) FILTER (low > least(open, close) OR high < greatest(open, close)
                    OR abs(buy_volume + sell_volume - volume) > 1e-9 * volume
                    OR (trade_count > 0) <> (volume > 0) OR close_time <= open_time),
                count(*) FILTER (is_final),
                coalesce(max(epoch_ms(emitted_at)) FILTER (NOT is_final), 0),
                coalesce(max(epoch_ms(emitted_at)), 0)
            FROM bars
            """;

    private static final long PAUSE_NANOS = 200_000_000;

    private ReaderProcess() {}

    public static void main(String[] arguments) {
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        do {
            System.out.println(look(arguments[0]));
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() < end);
    }

    private static String look(String file) {
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        long begin = System.currentTimeMillis();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(LOOK)) {
            result.next();
            long now = System.currentTimeMillis();
            return "%d %d %d %d %d %d %d"
                    .formatted(
                            result.getLong(1),
                            result.getLong(2),
                            result.getLong(3),
                            result.getLong(4),
                            now - result.getLong(4),
                            now - begin,
                            result.getLong(5));
        } catch (SQLException e) {
            return "error: " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }
}
