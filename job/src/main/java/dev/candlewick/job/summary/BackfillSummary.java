package dev.candlewick.job.summary;

import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines that end a backfill.
 *
 * @param counts what the job counted since it was started or taken up
 * @param runId whose bars are told, those before an interruption included
 * @param queryCommand how a query of the same stores is typed, without its SQL
 */
public record BackfillSummary(
        JobCounts counts, String runId, Settings settings, String queryCommand) {

    private static final String GAPS = "SELECT * FROM gaps ORDER BY gap_start, symbol";

    /** All lines; of a lake in another file system than this machine's the bars are not counted. */
    public List<String> lines() throws SQLException, IOException {
        HotStoreQuery query =
                HotStoreQuery.over(
                        settings.hotStore().path().toString(),
                        settings.lake().path(),
                        settings.bars().allowedLateness());
        List<StoredBars> bars = StoredBars.of(query, runId);
        List<String> lines = new ArrayList<>(counted());
        lines.add("");
        lines.addAll(StoredBars.table(bars));
        lines.add("");
        lines.add("  lake  " + settings.lake().path());
        if (counts.gaps() > 0) {
            lines.add("");
            lines.add("Some of the archive was missing or damaged; what that left open:");
            lines.add("  " + queryCommand + " \"" + GAPS + "\"");
        }
        return lines;
    }

    private List<String> counted() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "  %-12s %,11d read, %,d missing, %,d damaged (%s)",
                        "objects",
                        counts.archive().objects(),
                        counts.archive().missing(),
                        counts.archive().damaged(),
                        Sizes.text(counts.archive().bytes())),
                count("trades", counts.trades()),
                count("duplicates", counts.duplicates()),
                count("rejected", counts.rejected()),
                count("too late", counts.late()),
                count("gaps", counts.gaps()));
    }

    private static String count(String name, long count) {
        return String.format(Locale.ROOT, "  %-12s %,11d", name, count);
    }
}
