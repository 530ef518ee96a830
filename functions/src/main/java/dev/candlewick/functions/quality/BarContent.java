package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarRun;

/**
 * A 64-bit digest of what a row of a bar says, apart from who said it and when: of the numbers as a
 * table has them, each the nearest double. Part of the state, so it must not change between
 * versions.
 */
final class BarContent {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private static final long UNKNOWN = 1;

    private BarContent() {}

    static long of(BarRun run, int row) {
        long digest = mix(run.tradeCount(row), run.coverage(row).label().hashCode());
        digest = mix(digest, run.priceSource(row).label().hashCode());
        digest = mix(digest, bits(run.open().doubleValue(row)));
        digest = mix(digest, bits(run.high().doubleValue(row)));
        digest = mix(digest, bits(run.low().doubleValue(row)));
        digest = mix(digest, bits(run.close().doubleValue(row)));
        digest = mix(digest, bits(run.volume().doubleValue(row)));
        boolean known = run.hasQuote(row);
        digest = mix(digest, known ? bits(run.quoteVolume().doubleValue(row)) : UNKNOWN);
        digest = mix(digest, known ? bits(run.buyVolume().doubleValue(row)) : UNKNOWN);
        return mix(digest, known ? bits(run.sellVolume(row)) : UNKNOWN);
    }

    private static long bits(double number) {
        return Double.doubleToLongBits(number);
    }

    private static long mix(long digest, long value) {
        return Long.rotateLeft((digest ^ value) * ODD, 31) + value;
    }
}
