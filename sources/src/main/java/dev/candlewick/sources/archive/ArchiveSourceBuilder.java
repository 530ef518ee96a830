package dev.candlewick.sources.archive;

import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.time.Duration;

/** Builds an {@link ArchiveSource}. */
public final class ArchiveSourceBuilder {

    private final ArchiveRequest request;
    private BigDecimal maxPrice = new BigDecimal("1e9").setScale(0);
    private Duration outOfOrderness = Duration.ofSeconds(2);
    private Duration maxSilence = Duration.ofSeconds(5);
    private Duration maxLineSilence = Duration.ofMinutes(1);

    ArchiveSourceBuilder(ArchiveRequest request) {
        this.request = request;
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

    /** Block numbers that skip over more are a gap, in any file; 5 s unless set. */
    public ArchiveSourceBuilder maxSilence(Duration duration) {
        maxSilence = duration;
        return this;
    }

    /** Lines without block numbers that pause for longer are a gap; 1 min unless set. */
    public ArchiveSourceBuilder maxLineSilence(Duration duration) {
        maxLineSilence = duration;
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
        if (maxSilence.isNegative() || maxLineSilence.isNegative()) {
            throw new IllegalArgumentException(
                    "maxSilence is %s and maxLineSilence %s: neither may be negative"
                            .formatted(maxSilence, maxLineSilence));
        }
        ArchiveRules rules =
                new ArchiveRules(
                        new ValidationRules(maxPrice, true),
                        ArchiveRules.Silence.of(maxSilence, maxLineSilence));
        return new ArchiveSource(request, rules, outOfOrderness);
    }
}
