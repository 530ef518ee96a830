package dev.candlewick.sources.replay;

import dev.candlewick.sources.feed.FrameDecoder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Builds a {@link ReplaySource}. */
public final class ReplaySourceBuilder {

    private final FrameDecoder.Factory venue;
    private List<String> files = List.of();
    private BigDecimal maxPrice = new BigDecimal("1e9").setScale(0);
    private Duration outOfOrderness = Duration.ofSeconds(2);

    ReplaySourceBuilder(FrameDecoder.Factory venue) {
        this.venue = venue;
    }

    /** Paths, local or of any file system that Flink knows. */
    public ReplaySourceBuilder files(List<String> paths) {
        files = List.copyOf(paths);
        return this;
    }

    /** Prices beyond it are refused; 1e9 unless set. */
    public ReplaySourceBuilder maxPrice(BigDecimal price) {
        maxPrice = price;
        return this;
    }

    /** How far behind the newest a trade may come; 2 s unless set. */
    public ReplaySourceBuilder outOfOrderness(Duration duration) {
        outOfOrderness = duration;
        return this;
    }

    /**
     * Checks what can be checked without reading.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public ReplaySource build() {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a replay source needs at least one file");
        }
        if (maxPrice.signum() <= 0) {
            throw new IllegalArgumentException("maxPrice is " + maxPrice + ": it must be above 0");
        }
        if (outOfOrderness.isNegative()) {
            throw new IllegalArgumentException(
                    "outOfOrderness is " + outOfOrderness + ": it must not be negative");
        }
        return new ReplaySource(venue, files, maxPrice, outOfOrderness);
    }
}
