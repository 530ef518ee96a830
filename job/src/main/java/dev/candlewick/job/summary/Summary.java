package dev.candlewick.job.summary;

import dev.candlewick.functions.model.Coverage;
import dev.candlewick.job.local.GapCounts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines that end a run.
 *
 * @param counts what the job counted
 * @param runId whose bars are summarised
 * @param queryCommand how a query of these stores is typed, without its SQL
 * @param remarks lines that stand with where the stores are
 */
public record Summary(
        JobCounts counts,
        String runId,
        Settings settings,
        String queryCommand,
        List<String> remarks) {

    private static final String QUERY =
            "SELECT symbol, open_time, open, high, low, close, volume, trade_count, coverage"
                    + " FROM bars WHERE bar_interval = '%s' ORDER BY open_time DESC, symbol LIMIT 8";

    /** All lines; what lies in another file system than this machine's is counted, not measured. */
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
        if (settings.universe().discovery().enabled()) {
            lines.add("  universe   " + StoredUniverse.of(query));
            lines.add("");
        }
        if (counts.verdicts().all() > 0) {
            lines.add(
                    "  compared   with the exchange's candles, field by field: "
                            + counts.verdicts());
            lines.add("");
        }
        if (settings.sentiment().enabled()) {
            lines.addAll(sentiment(query));
            lines.add("");
        }
        lines.add("  lake       " + settings.lake().path() + measured());
        lines.add("  hot store  " + settings.hotStore().path());
        lines.addAll(remarks);
        if (!bars.isEmpty()) {
            lines.add("");
            lines.add("Try:");
            lines.add("  " + queryCommand + " \"" + QUERY.formatted(toShow(bars)) + "\"");
        }
        return lines;
    }

    private List<String> counted() {
        return List.of(
                count("messages in", counts.messages()),
                count("trades", counts.trades()),
                count("duplicates", counts.duplicates()),
                count("conflicts", counts.conflicts()),
                count("rejected", counts.rejected()),
                count("too late", counts.late()),
                count("gaps", counts.gaps().all()) + fate(counts.gaps()));
    }

    private static String fate(GapCounts gaps) {
        return gaps.all() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  (%,d healed by the resend, %,d by candles, %,d open)",
                        gaps.healedByResend(),
                        gaps.healedByCandles(),
                        gaps.open());
    }

    private static String count(String name, long count) {
        return String.format(Locale.ROOT, "  %-12s %,11d", name, count);
    }

    private List<String> sentiment(HotStoreQuery query) throws SQLException, IOException {
        String newest =
                StoredSentiment.of(query, runId)
                        .map(StoredSentiment::toString)
                        .orElse("no reading was known; the log says whether the index answered");
        return List.of(
                "  sentiment  " + newest,
                String.format(
                        Locale.ROOT,
                        "  signals    %,d final bars beside the reading known at their close,"
                                + " %,d without one",
                        counts.signals(),
                        counts.signalsWithoutReading()));
    }

    /** Files of an interval with whole bars are a better example. */
    private static String toShow(List<StoredBars> bars) {
        return bars.stream()
                .filter(stored -> stored.coverage().get(Coverage.COMPLETE) > 0)
                .reduce((shorter, longer) -> longer)
                .orElse(bars.get(0))
                .interval();
    }

    private String measured() throws IOException {
        String path = settings.lake().path();
        if (path.contains("://") || !Files.isDirectory(Path.of(path))) {
            return "";
        }
        long stored = LakeSize.of(Path.of(path));
        String size = "  (" + Sizes.text(stored);
        return counts.bytes() == 0 || stored == 0
                ? size + ")"
                : String.format(
                        Locale.ROOT,
                        "%s; the raw frames, books included, were %s: %.0f times as much)",
                        size,
                        Sizes.text(counts.bytes()),
                        (double) counts.bytes() / stored);
    }
}
