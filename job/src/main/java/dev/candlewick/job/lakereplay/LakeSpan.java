package dev.candlewick.job.lakereplay;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.duckdb.StoredCoverage;
import dev.candlewick.sinks.duckdb.StoredCoverage.Whole;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is replayed of a lake of this machine: the trades of some symbols in {@code [from, to)}, in
 * microseconds.
 *
 * @param outOfOrderness how far event time is held back
 */
public record LakeSpan(
        String lake, long from, long to, List<String> symbols, Duration outOfOrderness)
        implements Serializable {

    Path folder() {
        return Path.of(lake);
    }

    /** What is known of the coverage of each symbol. */
    List<SymbolCoverage> coverage() throws SQLException, IOException {
        try (StoredCoverage stored = StoredCoverage.of(folder(), from, to)) {
            List<BarInterval> judges = stored.intervals();
            Map<String, List<Whole>> whole = stored.whole(judges);
            Map<String, List<Gap>> gaps = stored.gaps();
            return symbols.stream()
                    .map(
                            symbol ->
                                    new SymbolCoverage(
                                            symbol,
                                            whole.getOrDefault(symbol, List.of()),
                                            gaps.getOrDefault(symbol, List.of()),
                                            judges.isEmpty() ? BarInterval.M1 : judges.get(0)))
                    .toList();
        }
    }
}
