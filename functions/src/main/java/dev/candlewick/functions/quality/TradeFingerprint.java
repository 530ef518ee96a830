package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.DecimalColumn;
import dev.candlewick.functions.model.TradeRun;
import java.math.BigDecimal;

/**
 * 64 bits that tell whether two trades under one id are the same: equal for the same price, size,
 * side and time, whatever zeros a decimal is written with; otherwise different, but for chance.
 */
public final class TradeFingerprint {

    private TradeFingerprint() {}

    /** Of the trade at a place of a run. */
    public static long of(TradeRun run, int i) {
        long bits = mixed(run.tradeTime(i));
        bits = mixed(bits ^ bitsOf(run.prices(), i));
        bits = mixed(bits ^ bitsOf(run.sizes(), i));
        return run.isBuy(i) ? bits : ~bits;
    }

    private static long bitsOf(DecimalColumn column, int i) {
        if (column.isWide()) {
            BigDecimal shortest = column.value(i).stripTrailingZeros();
            return bitsOf(shortest.unscaledValue().longValue(), shortest.scale());
        }
        long digits = column.unscaled(i);
        int scale = column.scale();
        while (digits % 10 == 0 && digits != 0) {
            digits /= 10;
            scale--;
        }
        return bitsOf(digits, scale);
    }

    private static long bitsOf(long digits, int scale) {
        return mixed(digits) + scale;
    }

    /** The finalizer of SplitMix64: each bit of the result depends on each bit of the value. */
    private static long mixed(long value) {
        long bits = value + 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
