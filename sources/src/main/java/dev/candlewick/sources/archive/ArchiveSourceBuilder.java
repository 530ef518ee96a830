package dev.candlewick.sources.archive;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Builds an {@link ArchiveSource}. */
public final class ArchiveSourceBuilder {

    private String marketData;
    private String assetContexts;
    private String fills;
    private long from;
    private long to;
    private List<String> symbols = List.of();
    private boolean bookRows;
    private BigDecimal maxPrice = new BigDecimal("1e9").setScale(0);
    private Duration outOfOrderness = Duration.ofSeconds(2);

    ArchiveSourceBuilder() {}

    /** Everything that a catalogue was made for. */
    public ArchiveSourceBuilder request(ArchiveRequest request) {
        marketData = request.marketData();
        assetContexts = request.assetContexts();
        fills = request.fills();
        from = request.from();
        to = request.to();
        symbols = request.symbols();
        bookRows = request.bookRows();
        return this;
    }

    /** The folder of the order books; unset, there are none. */
    public ArchiveSourceBuilder marketData(String path) {
        marketData = path;
        return this;
    }

    /** The folder of the asset contexts; unset, there are none. */
    public ArchiveSourceBuilder assetContexts(String path) {
        assetContexts = path;
        return this;
    }

    /** The parent of the folders of the three generations of trades; unset, there are none. */
    public ArchiveSourceBuilder fills(String path) {
        fills = path;
        return this;
    }

    /** The first instant, in microseconds. */
    public ArchiveSourceBuilder from(long instant) {
        from = instant;
        return this;
    }

    /** The instant after the last, in microseconds. */
    public ArchiveSourceBuilder to(long instant) {
        to = instant;
        return this;
    }

    public ArchiveSourceBuilder symbols(List<String> names) {
        symbols = List.copyOf(names);
        return this;
    }

    /** Whether order books come out as they are, too; off unless set. */
    public ArchiveSourceBuilder bookRows(boolean wanted) {
        bookRows = wanted;
        return this;
    }

    /** Prices beyond it are refused; 1e9 unless set. */
    public ArchiveSourceBuilder maxPrice(BigDecimal price) {
        maxPrice = price;
        return this;
    }

    /** How far event time runs past the end of a window before it closes; 2 s unless set. */
    public ArchiveSourceBuilder outOfOrderness(Duration duration) {
        outOfOrderness = duration;
        return this;
    }

    /**
     * Checks what can be checked without reading.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public ArchiveSource build() {
        if (maxPrice.signum() <= 0) {
            throw new IllegalArgumentException("maxPrice is " + maxPrice + ": it must be above 0");
        }
        if (outOfOrderness.isNegative()) {
            throw new IllegalArgumentException(
                    "outOfOrderness is " + outOfOrderness + ": it must not be negative");
        }
        return new ArchiveSource(
                new ArchiveRequest(marketData, assetContexts, fills, from, to, symbols, bookRows),
                maxPrice,
                outOfOrderness);
    }
}
