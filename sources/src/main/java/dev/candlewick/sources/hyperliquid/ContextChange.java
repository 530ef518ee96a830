package dev.candlewick.sources.hyperliquid;

import java.math.BigDecimal;

/**
 * What a frame of {@code fastAssetCtxs} says of one coin.
 *
 * @param markPrice null if it says nothing of it
 * @param saysMid whether it says something of the mid price, be it that there is none
 */
record ContextChange(BigDecimal markPrice, boolean saysMid, BigDecimal midPrice) {

    /** Both, of which the later one counts where it says something. */
    ContextChange then(ContextChange later) {
        return new ContextChange(
                later.markPrice == null ? markPrice : later.markPrice,
                saysMid || later.saysMid,
                later.saysMid ? later.midPrice : midPrice);
    }
}
