package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A 64-bit digest of what a bar says, apart from who said it and when: equal for equal numbers,
 * however they are written. Part of the state, so it must not change between versions.
 */
final class BarContent {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private BarContent() {}

    static long of(Bar bar) {
        long digest = mix(bar.tradeCount(), bar.coverage().label().hashCode());
        digest = mix(digest, bar.priceSource().label().hashCode());
        digest = mix(digest, bar.open());
        digest = mix(digest, bar.high());
        digest = mix(digest, bar.low());
        digest = mix(digest, bar.close());
        digest = mix(digest, bar.volume());
        digest = mix(digest, bar.quoteVolume());
        digest = mix(digest, bar.buyVolume());
        return mix(digest, bar.sellVolume());
    }

    private static long mix(long digest, BigDecimal number) {
        if (number == null) {
            return mix(digest, 1);
        }
        BigDecimal canonical = number.stripTrailingZeros();
        long mixed = mix(digest, canonical.scale());
        BigInteger digits = canonical.unscaledValue();
        while (digits.bitLength() >= Long.SIZE) {
            mixed = mix(mixed, digits.longValue());
            digits = digits.shiftRight(Long.SIZE);
        }
        return mix(mixed, digits.longValue());
    }

    private static long mix(long digest, long value) {
        return Long.rotateLeft((digest ^ value) * ODD, 31) + value;
    }
}
