package dev.candlewick.job.summary;

import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sentiment beside the newest bar of a run.
 *
 * @param label the provider's own word; null if it gave none
 * @param episodes how many regimes of the index, one after the other, the run has stored
 */
record StoredSentiment(String date, int value, String regime, String label, long episodes) {

    private static final String NEWEST =
            """
            SELECT
                signals.reading_date::VARCHAR,
                signals.value,
                signals.regime,
                sentiment.provider_label,
                (SELECT count(*) FROM sentiment_regimes WHERE run_id = '%1$s')
            FROM signals LEFT JOIN sentiment USING (reading_date)
            WHERE signals.run_id = '%1$s' AND signals.reading_date IS NOT NULL
            ORDER BY signals.open_time DESC
            LIMIT 1
            """;

    /** Empty if no bar of the run had a reading beside it. */
    static Optional<StoredSentiment> of(HotStoreQuery query, String runId)
            throws SQLException, IOException {
        List<StoredSentiment> newest = new ArrayList<>();
        query.run(
                NEWEST.formatted(runId),
                rows -> {
                    while (rows.next()) {
                        newest.add(
                                new StoredSentiment(
                                        rows.getString(1),
                                        rows.getInt(2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getLong(5)));
                    }
                });
        return newest.stream().findFirst();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d on %s%s; %d regime episodes so far",
                regime.replace('_', ' '),
                value,
                date,
                label == null ? "" : ", \"" + label + "\" to alternative.me",
                episodes);
    }
}
