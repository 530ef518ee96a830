package dev.candlewick.functions.bars;

import java.math.BigDecimal;

/** The decimals of a window that have too many digits for whole numbers. Mutable keyed state. */
public class DecimalSums {
    public BigDecimal open;
    public BigDecimal high;
    public BigDecimal low;
    public BigDecimal close;
    public BigDecimal volume = BigDecimal.ZERO;
    public BigDecimal quoteVolume = BigDecimal.ZERO;
    public BigDecimal buyVolume = BigDecimal.ZERO;

    /** Of a window that stands at a price. */
    static DecimalSums at(BigDecimal price) {
        DecimalSums sums = new DecimalSums();
        sums.open = price;
        sums.high = price;
        sums.low = price;
        sums.close = price;
        return sums;
    }

    void addPrices(Segment segment, boolean isFirst, boolean opens, boolean closes) {
        BigDecimal highest = segment.price(segment.high);
        BigDecimal lowest = segment.price(segment.low);
        open = opens ? segment.price(segment.open) : open;
        close = closes ? segment.price(segment.close) : close;
        high = isFirst ? highest : high.max(highest);
        low = isFirst ? lowest : low.min(lowest);
    }

    void addVolumes(Segment segment) {
        volume = volume.add(segment.volumeDecimal());
        quoteVolume = quoteVolume.add(segment.quoteVolumeDecimal());
        buyVolume = buyVolume.add(segment.buyVolumeDecimal());
    }
}
