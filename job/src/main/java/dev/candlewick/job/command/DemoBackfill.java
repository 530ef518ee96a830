package dev.candlewick.job.command;

import dev.candlewick.job.backfill.BackfillRequest;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.summary.BarComparison;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Backfills what the demo has played, and lays the bars beside those that came live. */
final class DemoBackfill {

    private final Shell shell;
    private final EffectiveSettings effective;
    private final Settings live;

    /**
     * Starts nothing yet.
     *
     * @param effective of the backfill, with a lake of its own
     * @param live whose bars they must be like
     */
    DemoBackfill(Shell shell, EffectiveSettings effective, Settings live) {
        this.shell = shell;
        this.effective = effective;
        this.live = live;
    }

    /**
     * Reads the hours around a period and prints how the bars compare.
     *
     * @throws Refusal if any differs
     */
    List<String> compare(Instant first, Instant last) throws Exception {
        Settings settings = effective.settings();
        BackfillRequest request =
                BackfillRequest.of(
                        first.truncatedTo(ChronoUnit.HOURS),
                        last.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)),
                        settings.universe().collected(),
                        false,
                        settings);
        JobCounts counts =
                new BackfillRunner(shell, effective, request, Optional.empty()).runAnew();
        BarComparison bars = BarComparison.of(query(live), query(settings));
        if (bars.difference().isPresent()) {
            throw Refusal.failure("live and backfilled bars differ: " + bars.difference().get());
        }
        return List.of(
                "  backfill   " + settings.lake().path(),
                String.format(
                        Locale.ROOT,
                        "             the same trades from %,d objects of an archive: %,d bars are"
                                + " those that came live, digit for digit%s",
                        counts.archive().objects(),
                        bars.bars(),
                        bars.leftOut() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; %d that candles repaired are not compared",
                                        bars.leftOut())));
    }

    private static HotStoreQuery query(Settings settings) {
        return HotStoreQuery.over(
                settings.hotStore().path().toString(),
                settings.lake().path(),
                settings.bars().allowedLateness());
    }
}
