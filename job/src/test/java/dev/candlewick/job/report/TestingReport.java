package dev.candlewick.job.report;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.duckdb.DuckDb;
import java.sql.SQLException;

/** The views that a page is made of, as tables of made-up rows. */
final class TestingReport {

    private static final long END = 1_757_030_400_000_000L; // 2025-09-05

    private TestingReport() {}

    static DuckDb stores() throws SQLException {
        DuckDb duckDb = DuckDb.open();
        duckDb.run(
                "CREATE TABLE final_bars (symbol VARCHAR, bar_interval VARCHAR, open_time"
                        + " TIMESTAMPTZ, close_time TIMESTAMPTZ, open DOUBLE, high DOUBLE, low DOUBLE,"
                        + " close DOUBLE, volume DOUBLE, coverage VARCHAR)");
        duckDb.run(
                "CREATE TABLE gaps AS SELECT 'COIN0' AS symbol, make_timestamptz(%1$d - 7200000000) AS gap_start,"
                                .formatted(END)
                        + " make_timestamptz(%1$d - 3600000000) AS gap_end, 'disconnect' AS reason,"
                                .formatted(END)
                        + " NULL::VARCHAR AS healed_by");
        duckDb.run(
                "CREATE TABLE sentiment AS SELECT make_timestamptz(%d - i * 86400000000) AS known_at,"
                                .formatted(END)
                        + " DATE '2025-09-05' - i::INTEGER AS reading_date, 30 + i::INTEGER AS"
                        + " value, 'fear' AS regime, 'weak_buy' AS signal FROM range(1, 10) t(i)");
        duckDb.run(
                "CREATE TABLE reconciliation (symbol VARCHAR, bar_interval VARCHAR, open_time"
                        + " TIMESTAMPTZ, verdict VARCHAR)");
        return duckDb;
    }

    /** Adds prices of five digits that walk, with some windows that were not whole. */
    static void walk(DuckDb duckDb, int coins, int days, String... intervals) throws SQLException {
        for (String interval : intervals) {
            long step = BarInterval.of(interval).micros();
            duckDb.run("SELECT setseed(0.5)");
            duckDb.run(
                    ("INSERT INTO final_bars SELECT symbol, '%s', make_timestamptz(%d + i * %d),"
                                    + " make_timestamptz(%d + (i + 1) * %d), o, greatest(o, c) +"
                                    + " floor(random() * 9), least(o, c) - floor(random() * 9), c, random() *"
                                    + " 1000, if(i %% 50 = 7, 'partial', 'complete') FROM (SELECT symbol, i,"
                                    + " c, coalesce(lag(c) OVER (PARTITION BY symbol ORDER BY i), c) AS o FROM"
                                    + " (SELECT 'COIN' || k AS symbol, i, 20000 + 1000 * k +"
                                    + " sum(floor(random() * 41) - 20) OVER (PARTITION BY k ORDER BY i) AS c"
                                    + " FROM range(%d) a(k), range(%d) b(i)))")
                            .formatted(
                                    interval,
                                    END - days * BarInterval.D1.micros(),
                                    step,
                                    END - days * BarInterval.D1.micros(),
                                    step,
                                    coins,
                                    days * BarInterval.D1.micros() / step));
        }
    }
}
