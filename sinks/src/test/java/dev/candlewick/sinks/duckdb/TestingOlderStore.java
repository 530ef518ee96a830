package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.TestingDuckDb;
import java.nio.file.Path;
import java.sql.SQLException;

/** Turns a store's file into one that an earlier release left. */
final class TestingOlderStore {

    private TestingOlderStore() {}

    /** Takes out what there was not before sentiment came. */
    static void dropSentiment(Path file) throws SQLException {
        try (TestingDuckDb database = TestingDuckDb.inMemory()) {
            database.run("ATTACH '" + file + "' AS older");
            database.run("USE older");
            for (String table : new String[] {"sentiment", "sentiment_regimes", "signals"}) {
                database.run("DROP VIEW IF EXISTS main." + table);
                database.run("DROP VIEW IF EXISTS store.recent_" + table);
                database.run("DROP TABLE store." + table);
                database.run("DROP TABLE store.undo_" + table);
            }
            database.run(
                    "UPDATE store.state SET tables = array_to_string(list_filter("
                            + "string_split(tables, ','), lambda entry:"
                            + " string_split(entry, '=')[1] NOT IN"
                            + " ('sentiment', 'sentiment_regimes', 'signals')), ',')");
            database.run("USE memory");
            database.run("DETACH older");
        }
    }
}
