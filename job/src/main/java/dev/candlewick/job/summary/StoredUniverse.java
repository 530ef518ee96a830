package dev.candlewick.job.summary;

import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The members of the universe by the newest decision.
 *
 * @param members those that were chosen by rank, best first, and those that are pinned
 * @param ranked how many assets could be ranked
 * @param listed how many the exchange lists
 */
record StoredUniverse(String members, long chosen, long ranked, long listed) {

    private static final String NEWEST =
            """
            SELECT
                string_agg(
                    symbol || CASE WHEN reason = 'pinned' THEN ' (pinned)' ELSE '' END,
                    ', ' ORDER BY rank NULLS LAST, symbol
                ) FILTER (included),
                count(*) FILTER (included),
                count(rank),
                count(observed_at)
            FROM universe
            """;

    static StoredUniverse of(HotStoreQuery query) throws SQLException, IOException {
        List<StoredUniverse> stored = new ArrayList<>();
        query.run(
                NEWEST,
                rows -> {
                    while (rows.next()) {
                        stored.add(
                                new StoredUniverse(
                                        rows.getString(1),
                                        rows.getLong(2),
                                        rows.getLong(3),
                                        rows.getLong(4)));
                    }
                });
        return stored.get(0);
    }

    @Override
    public String toString() {
        return members == null
                ? "no decision was made; the log says whether the exchange answered"
                : String.format(
                        Locale.ROOT,
                        "%s: %d of %,d assets, %,d of which can be ranked",
                        members,
                        chosen,
                        listed,
                        ranked);
    }
}
