package dev.candlewick.job.command;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.job.report.ReportRange;
import dev.candlewick.sinks.cache.LakeCopy;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What a page needs of a lake that is copied. */
final class ReportNeeds {

    /** A page shows seven days unless others are named, and they may begin within an eighth. */
    private static final long DAYS = 8;

    private ReportNeeds() {}

    static List<Need> of(ReportRange asked, LakeCopy lake) throws IOException {
        LocalDate to = lake.newestDate(Tables.BARS).orElse(LocalDate.EPOCH);
        if (asked.to() != Long.MAX_VALUE && date(asked.to()).isBefore(to)) {
            to = date(asked.to());
        }
        LocalDate from = asked.from() == Long.MIN_VALUE ? to.minusDays(DAYS) : date(asked.from());
        Wanted bars =
                new Wanted(
                        asked.symbols().isEmpty() ? null : Set.copyOf(asked.symbols()), from, to);
        return List.of(
                new Need(Tables.BARS, bars, true), // the newest bar, too
                Need.of(Tables.RECONCILIATION, bars),
                Need.of(Tables.GAPS, Wanted.ALL),
                Need.of(Tables.SENTIMENT, Wanted.ALL));
    }

    private static LocalDate date(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, BarInterval.D1.micros()));
    }
}
