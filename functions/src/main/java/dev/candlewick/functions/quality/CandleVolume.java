package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.ExchangeCandle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The volume of an exchange's candle without what its sum in binary floating point left behind:
 * {@code 3495670.8399999999} was 3495670.84.
 */
final class CandleVolume {
    /** No symbol has finer sizes. */
    private static final int MOST_DECIMALS = 8;

    /** What a double holds for certain. */
    private static final MathContext CERTAIN = new MathContext(15);

    private CandleVolume() {}

    /**
     * @param sizeDecimals how many decimals a size of the symbol has; null if that is not known
     */
    static BigDecimal of(ExchangeCandle candle, Integer sizeDecimals) {
        if (sizeDecimals != null) {
            return candle.volume().setScale(sizeDecimals, RoundingMode.HALF_UP);
        }
        BigDecimal certain = candle.volume().round(CERTAIN);
        return certain.scale() <= MOST_DECIMALS
                ? certain
                : certain.setScale(MOST_DECIMALS, RoundingMode.HALF_UP);
    }
}
