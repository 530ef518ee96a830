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
 * The lines that end a replay of the lake's own trades.
 *
 * @param counts what the job counted
 * @param runId whose bars are summarised
 */
public record LakeReplaySummary(JobCounts counts, String runId, Settings settings) {

    public List<String> lines() throws SQLException, IOException {
        HotStoreQuery query =
                HotStoreQuery.over(
                        settings.hotStore().path().toString(),
                        settings.lake().path(),
                        settings.bars().allowedLateness());
        List<String> lines = new ArrayList<>();
        lines.add(count("trades", counts.trades()));
        lines.add(count("gaps", counts.gaps().all()));
        lines.add("");
        lines.addAll(StoredBars.table(StoredBars.of(query, runId)));
        lines.add("");
        lines.add("  run   " + runId);
        lines.add("  lake  " + settings.lake().path());
        return lines;
    }

    private static String count(String name, long count) {
        return String.format(Locale.ROOT, "  %-12s %,11d", name, count);
    }
}
