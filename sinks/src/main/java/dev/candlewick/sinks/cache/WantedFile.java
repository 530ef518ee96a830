package dev.candlewick.sinks.cache;

import dev.candlewick.sinks.parquet.TableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of the lake, and where a copy of it goes.
 *
 * @param wanted what is wanted of its table; any of these
 */
record WantedFile(TableFolder.Entry file, List<Wanted> wanted, Path target) {

    /** Whether it may have such rows; looks into it where that costs less than to fetch it. */
    boolean isWorthFetching() throws IOException {
        if (file.bytes() < SymbolsOfFile.WORTH_A_LOOK) {
            return true;
        }
        Set<String> symbols = new HashSet<>();
        for (Wanted each : wanted) {
            if (each.symbols() == null) {
                return true;
            }
            symbols.addAll(each.symbols());
        }
        return new SymbolsOfFile(file).mayHave(symbols);
    }
}
