package dev.candlewick.sinks;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
import java.math.BigDecimal;
import java.time.Instant;

/** Rows for tests, in the words of the domain. */
public final class Rows {

    private Rows() {}

    /** An instant in microseconds, such as {@code 2025-01-31T12:00:00.000001Z}. */
    public static long at(String instant) {
        Instant parsed = Instant.parse(instant);
        return Math.addExact(
                Math.multiplyExact(parsed.getEpochSecond(), 1_000_000L), parsed.getNano() / 1_000);
    }

    public static TradeRun trade(String symbol, long time, String price, Long id) {
        return TradeRun.of(
                new Trade(
                        symbol,
                        time,
                        new BigDecimal(price),
                        new BigDecimal("0.5"),
                        Side.BUY,
                        id,
                        time + 250_000,
                        Origin.STREAM));
    }

    public static Gap gap(String symbol, long start, long end) {
        return new Gap(symbol, start, end, "disconnect", end + 1, null, null);
    }

    /** A final, complete 1m bar of run {@code run-1}; the other methods change one thing of it. */
    public static BarBuilder bar(String symbol, long openTime) {
        return new BarBuilder(symbol, openTime);
    }

    /** Changes what matters to a test about a bar. */
    public static final class BarBuilder {

        private final String symbol;
        private final long openTime;
        private BarInterval interval = BarInterval.M1;
        private BigDecimal close = new BigDecimal("100.5");
        private boolean isFinal = true;
        private int revision;
        private PriceSource priceSource = PriceSource.TRADE;
        private Coverage coverage = Coverage.COMPLETE;
        private String runId = "run-1";
        private long emittedAt;
        private boolean isCandle;

        private BarBuilder(String symbol, long openTime) {
            this.symbol = symbol;
            this.openTime = openTime;
            this.emittedAt = openTime + BarInterval.M1.micros();
        }

        public BarBuilder interval(BarInterval value) {
            interval = value;
            return this;
        }

        public BarBuilder close(String value) {
            close = new BigDecimal(value);
            return this;
        }

        public BarBuilder forming() {
            isFinal = false;
            return this;
        }

        public BarBuilder revision(int value) {
            revision = value;
            return this;
        }

        public BarBuilder mid() {
            priceSource = PriceSource.MID;
            return this;
        }

        public BarBuilder coverage(Coverage value) {
            coverage = value;
            return this;
        }

        /** As the exchange's candle says it: without what was paid, and who bought. */
        public BarBuilder candle() {
            isCandle = true;
            return this;
        }

        public BarBuilder run(String value) {
            runId = value;
            return this;
        }

        public BarBuilder emittedAt(long value) {
            emittedAt = value;
            return this;
        }

        public Bar build() {
            return new Bar(
                    symbol,
                    interval,
                    openTime,
                    new BigDecimal("100"),
                    close.max(new BigDecimal("100")),
                    close.min(new BigDecimal("100")),
                    close,
                    new BigDecimal("3"),
                    isCandle ? null : new BigDecimal("301"),
                    7,
                    isCandle ? null : new BigDecimal("2"),
                    isCandle ? null : new BigDecimal("1"),
                    isFinal,
                    revision,
                    priceSource,
                    coverage,
                    isCandle ? Origin.EXCHANGE : Origin.STREAM,
                    runId,
                    emittedAt);
        }
    }
}
