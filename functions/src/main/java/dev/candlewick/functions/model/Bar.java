package dev.candlewick.functions.model;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * One bar of {@code [openTime, closeTime)}, forming or final. Its key is symbol, interval and
 * openTime.
 *
 * @param quoteVolume the exact sum of price times size; null, like buyVolume and sellVolume, where
 *     only the exchange's candle is known
 * @param isFinal false while the window is open
 * @param revision 0 for the first final bar of a run, one more for each change of content
 * @param emittedAt by the clock of the feed
 */
public record Bar(
        String symbol,
        BarInterval interval,
        long openTime,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal quoteVolume,
        long tradeCount,
        BigDecimal buyVolume,
        BigDecimal sellVolume,
        boolean isFinal,
        int revision,
        PriceSource priceSource,
        Coverage coverage,
        Origin origin,
        String runId,
        long emittedAt) {

    /** The same bar as a revision of a run. */
    public Bar numbered(String ofRun, int newRevision) {
        return newRevision == revision && ofRun.equals(runId)
                ? this
                : new Bar(
                        symbol,
                        interval,
                        openTime,
                        open,
                        high,
                        low,
                        close,
                        volume,
                        quoteVolume,
                        tradeCount,
                        buyVolume,
                        sellVolume,
                        isFinal,
                        newRevision,
                        priceSource,
                        coverage,
                        origin,
                        ofRun,
                        emittedAt);
    }

    /** The end of the window, exclusive. */
    public long closeTime() {
        return openTime + interval.micros();
    }

    /** The volume-weighted average price; null when nothing traded or quoteVolume is unknown. */
    public BigDecimal vwap() {
        return quoteVolume == null || volume.signum() == 0
                ? null
                : quoteVolume.divide(volume, MathContext.DECIMAL128);
    }
}
