package dev.candlewick.sources.archive;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What is wanted of the archive. Paths are of any file system that Flink knows; null leaves their
 * data out.
 *
 * @param marketData the folder of the order books
 * @param assetContexts the folder of the asset contexts
 * @param fills the parent of the folders of the three generations of trades
 * @param from the first instant, in microseconds
 * @param to the instant after the last
 * @param symbols verbatim, at least one
 * @param bookRows whether order books are wanted themselves, not only where they stand for trades
 */
public record ArchiveRequest(
        String marketData,
        String assetContexts,
        String fills,
        long from,
        long to,
        List<String> symbols,
        boolean bookRows)
        implements Serializable {

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public ArchiveRequest {
        symbols = symbols.stream().distinct().toList();
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("an archive source needs at least one symbol");
        }
        if (from >= to) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the period begins at %d and ends at %d: it must begin before it ends",
                            from,
                            to));
        }
        if (marketData == null && assetContexts == null && fills == null) {
            throw new IllegalArgumentException(
                    "an archive source needs the path of at least one of market data, asset"
                            + " contexts and fills");
        }
    }
}
