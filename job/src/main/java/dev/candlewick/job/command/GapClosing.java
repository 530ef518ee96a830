package dev.candlewick.job.command;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.backfill.FilledGaps;
import dev.candlewick.job.letters.EventFile;
import dev.candlewick.job.local.Causes;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.sinks.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the rows of gaps that a backfill has filled, whichever run they are of. */
final class GapClosing {

    private static final Logger LOG = LoggerFactory.getLogger(GapClosing.class);
    private static final String NAME = "candlewick backfill, gaps";

    private final Shell shell;
    private final EffectiveSettings effective;

    GapClosing(Shell shell, EffectiveSettings effective) {
        this.shell = shell;
        this.effective = effective;
    }

    /** Those that touch a period; costs a query where there are none. */
    void close(Instant from, Instant to) throws Exception {
        List<Gap> filled = filled(from, to);
        if (filled.isEmpty()) {
            return;
        }
        Path folder = Files.createTempDirectory("candlewick-gaps");
        try {
            Path events = folder.resolve("events");
            write(filled, events);
            new EventsRun(shell, effective, NAME, folder)
                    .run(
                            new Inputs(EventFile.source(events), Optional.empty()),
                            Origin.ARCHIVE,
                            effective.settings().bars().intervals());
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
        shell.err().println("Gaps of other runs that are filled now, and closed: " + filled.size());
    }

    private List<Gap> filled(Instant from, Instant to) {
        try (DuckDb duckDb = DeadLettersCommand.stores(effective.settings()).open()) {
            return FilledGaps.between(duckDb, from, to);
        } catch (IOException | SQLException e) {
            LOG.warn("Filled gaps were not closed", e);
            shell.err().println("Filled gaps were not closed: " + Causes.oneLine(e));
            return List.of();
        }
    }

    private static void write(List<Gap> filled, Path events) throws IOException {
        Instant now = Instant.now();
        try (EventFile out = new EventFile(events)) {
            for (Gap gap : filled) {
                Gap closed = FilledGaps.closed(gap, now);
                out.add(FeedEvent.gap(closed, closed.healedAt()));
            }
        }
    }
}
