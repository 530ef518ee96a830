package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.sinks.duckdb.StoredCoverage.Whole;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which time the bars of a lake prove to be whole, whatever intervals they have. */
class StoredCoverageTest {
    private static final String DAY = "2025-01-31T";

    private final List<Bar> bars = new ArrayList<>();

    @TempDir private Path folder;
    private Lake lake;

    @BeforeEach
    void prepare() throws IOException {
        lake = Lake.at(folder.toString());
        lake.prepare(List.of(Tables.BARS));
    }

    @Test
    void minutesGoOnWhereNoHourIsWhole() throws Exception {
        add("10:00", BarInterval.H1, Coverage.COMPLETE);
        add("10:20", BarInterval.M1, Coverage.COMPLETE);
        add("11:00", BarInterval.H1, Coverage.PARTIAL);
        add("11:00", BarInterval.M1, Coverage.QUIET);
        add("11:01", BarInterval.M1, Coverage.COMPLETE);
        add("11:02", BarInterval.M1, Coverage.PARTIAL);
        add("11:30", BarInterval.M1, Coverage.COMPLETE);

        assertThat(whole(BarInterval.M1, BarInterval.H1))
                .containsExactly(span("10:00", "11:02"), span("11:30", "11:31"));
    }

    @Test
    void aBarThatEndsBeyondAWholeLongerOneAddsItsEnd() throws Exception {
        add("10:00", BarInterval.M5, Coverage.COMPLETE);
        add("10:03", BarInterval.M3, Coverage.COMPLETE);
        add("10:12", BarInterval.M3, Coverage.COMPLETE);

        assertThat(whole(BarInterval.M3, BarInterval.M5))
                .containsExactly(span("10:00", "10:06"), span("10:12", "10:15"));
    }

    private void add(String time, BarInterval interval, Coverage coverage) {
        bars.add(bar("BTC", at(DAY + time + ":00Z")).interval(interval).coverage(coverage).build());
    }

    private List<Whole> whole(BarInterval... judges) throws IOException, SQLException {
        TestingLake.write(lake, Tables.BARS, "date=2025-01-31", bars);
        long start = at(DAY + "00:00:00Z");
        long end = at("2025-02-01T00:00:00Z");
        try (StoredCoverage coverage = StoredCoverage.of(folder, start, end)) {
            assertThat(coverage.intervals()).containsExactly(judges);
            return coverage.whole(List.of(judges)).get("BTC");
        }
    }

    private static Whole span(String from, String to) {
        return new Whole(at(DAY + from + ":00Z"), at(DAY + to + ":00Z"));
    }
}
