package dev.candlewick.sources.hyperliquid.wire;

import java.math.BigDecimal;

/** The bound of prices, as whole numbers of each scale. Not thread-safe. */
final class HighestPrice {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final long[] byScale = new long[ScannedDecimal.MAX_DIGITS];
    private BigDecimal followed = BigDecimal.ZERO;

    /** Takes on a bound, which may be that of before. */
    void follow(BigDecimal highest) {
        if (highest.compareTo(followed) == 0) {
            return;
        }
        followed = highest;
        for (int scale = 0; scale < byScale.length; scale++) {
            byScale[scale] = highest.scaleByPowerOfTen(scale).min(LARGEST).longValue();
        }
    }

    boolean allows(ScannedDecimal price) {
        return price.unscaled <= byScale[price.scale];
    }
}
