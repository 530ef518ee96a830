package dev.candlewick.job.summary;

import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines that end a backfill.
 *
 * @param counts what the job counted since it was started or went on
 * @param runId whose bars are summarised, including those before an interruption
 * @param from the start of the period
 * @param to the end of the period
 * @param missing a line for each span that the archive has nothing of
 */
public record BackfillSummary(
        JobCounts counts,
        String runId,
        Instant from,
        Instant to,
        Settings settings,
        List<String> missing) {

    /** A damaged object is rejected as a whole, when its hour or day is over. */
    private static final String DAMAGED =
            """
            SELECT DISTINCT '  damaged  ' || source || ': ' || detail FROM dead_letters
            WHERE reason = 'damaged_file' AND received_at > TIMESTAMPTZ '%s'
                AND received_at <= TIMESTAMPTZ '%s' + INTERVAL 1 DAY
            ORDER BY ALL
            """;

    /** All lines; a lake in another file system than this machine's is not looked into. */
    public List<String> lines() throws SQLException, IOException {
        HotStoreQuery query =
                HotStoreQuery.over(
                        settings.hotStore().path().toString(),
                        settings.lake().path(),
                        settings.bars().allowedLateness());
        List<String> lines = new ArrayList<>(counted());
        lines.add("");
        lines.addAll(StoredBars.table(StoredBars.of(query, runId)));
        lines.add("");
        lines.addAll(missing);
        query.run(
                DAMAGED.formatted(from, to),
                rows -> {
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                });
        lines.add("  lake  " + settings.lake().path());
        return lines;
    }

    private List<String> counted() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%s (%s)",
                        count("objects", counts.archive().objects()),
                        Sizes.text(counts.archive().bytes())),
                count("trades", counts.trades()),
                count("duplicates", counts.duplicates()),
                count("conflicts", counts.conflicts()),
                count("no matches", counts.archive().notMatched()),
                count("rejected", counts.rejected()),
                count("too late", counts.late()),
                count("gaps", counts.gaps().all()));
    }

    private static String count(String name, long count) {
        return String.format(Locale.ROOT, "  %-12s %,11d", name, count);
    }
}
