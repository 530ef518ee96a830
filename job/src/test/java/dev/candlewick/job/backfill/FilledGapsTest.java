package dev.candlewick.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.duckdb.DuckDb;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gap is closed by a backfill that has brought all of it, and by no other. */
class FilledGapsTest {

    private static final String GAP = "10:01:20 10:03:10";

    private DuckDb duckDb;

    @BeforeEach
    void openStores() throws Exception {
        duckDb = DuckDb.open();
        duckDb.run(
                "CREATE TABLE gaps (symbol VARCHAR, gap_start TIMESTAMPTZ, gap_end TIMESTAMPTZ,"
                        + " reason VARCHAR, detected_at TIMESTAMPTZ, healed_at TIMESTAMPTZ)");
        duckDb.run(
                "CREATE TABLE bars (symbol VARCHAR, bar_interval VARCHAR, open_time TIMESTAMPTZ,"
                        + " close_time TIMESTAMPTZ, is_final BOOLEAN, origin VARCHAR,"
                        + " price_source VARCHAR, coverage VARCHAR)");
    }

    @AfterEach
    void close() throws Exception {
        duckDb.close();
    }

    @Test
    void wholeBarsOfTheArchiveForAllOfItFillAGap() throws Exception {
        gap("BTC", GAP);
        bar("BTC", "10:01:00", "10:02:00", "archive", "complete");
        bar("BTC", "10:02:00", "10:03:00", "archive", "quiet");
        bar("BTC", "10:03:00", "10:04:00", "archive", "complete");

        List<Gap> filled = filled();
        assertThat(filled)
                .containsExactly(
                        new Gap(
                                "BTC",
                                micros("10:01:20"),
                                micros("10:03:10"),
                                "lost",
                                micros("10:03:10"),
                                null,
                                null));
        Gap closed = FilledGaps.closed(filled.get(0), Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(closed.healedBy()).isEqualTo("archive");
        assertThat(closed.gapStart()).isEqualTo(filled.get(0).gapStart());
    }

    @Test
    void oneIntervalIsEnough() throws Exception {
        gap("BTC", GAP);
        bar("BTC", "10:01:00", "10:02:00", "archive", "partial");
        bar("BTC", "10:00:00", "10:05:00", "archive", "complete");

        assertThat(filled()).hasSize(1);
    }

    @Test
    void aWindowThatIsMissingOrPartialOrOfAnotherOriginLeavesItOpen() throws Exception {
        for (String symbol : List.of("HOLE", "PART", "TAPE", "END", "MID")) {
            gap(symbol, GAP);
            bar(symbol, "10:01:00", "10:02:00", "archive", "complete");
        }
        bar("HOLE", "10:03:00", "10:04:00", "archive", "complete");
        bar("PART", "10:02:00", "10:03:00", "archive", "partial");
        bar("PART", "10:03:00", "10:04:00", "archive", "complete");
        bar("TAPE", "10:02:00", "10:03:00", "tape", "complete");
        bar("TAPE", "10:03:00", "10:04:00", "archive", "complete");
        bar("END", "10:02:00", "10:03:00", "archive", "complete");
        duckDb.run("UPDATE bars SET price_source = 'mid' WHERE symbol = 'MID'");

        assertThat(filled()).isEmpty();
    }

    @Test
    void whatIsHealedOrHasNoEndOrLiesElsewhereIsLeftAlone() throws Exception {
        for (String symbol : List.of("HEALED", "OPEN", "LATER")) {
            gap(symbol, GAP);
            bar(symbol, "10:00:00", "10:05:00", "archive", "complete");
        }
        duckDb.run("UPDATE gaps SET healed_at = gap_end WHERE symbol = 'HEALED'");
        duckDb.run("UPDATE gaps SET gap_end = NULL WHERE symbol = 'OPEN'");
        duckDb.run(
                "UPDATE gaps SET gap_start = gap_start + INTERVAL 1 DAY,"
                        + " gap_end = gap_end + INTERVAL 1 DAY WHERE symbol = 'LATER'");

        assertThat(filled()).isEmpty();
    }

    private List<Gap> filled() throws Exception {
        return FilledGaps.between(
                duckDb,
                Instant.parse("2026-01-01T10:00:00Z"),
                Instant.parse("2026-01-01T11:00:00Z"));
    }

    private void gap(String symbol, String span) throws Exception {
        String[] ends = span.split(" ", -1);
        duckDb.run(
                "INSERT INTO gaps VALUES ('%1$s', %2$s, %3$s, 'lost', %3$s, NULL)"
                        .formatted(symbol, time(ends[0]), time(ends[1])));
    }

    private void bar(String symbol, String open, String close, String origin, String coverage)
            throws Exception {
        String interval = close.startsWith("10:05") ? "5m" : "1m";
        duckDb.run(
                "INSERT INTO bars VALUES ('%s', '%s', %s, %s, true, '%s', 'trade', '%s')"
                        .formatted(symbol, interval, time(open), time(close), origin, coverage));
    }

    private static String time(String timeOfDay) {
        return "TIMESTAMPTZ '2026-01-01 " + timeOfDay + "+00'";
    }

    private static long micros(String timeOfDay) {
        return Instant.parse("2026-01-01T" + timeOfDay + "Z").toEpochMilli() * 1_000;
    }
}
