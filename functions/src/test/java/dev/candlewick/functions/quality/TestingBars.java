package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import java.math.BigDecimal;

/** Bars of a minute and the candles beside them. */
final class TestingBars {
    private TestingBars() {}

    /** A final bar that opened at 100, with a high of 103 and a low of 98. */
    static Bar bar(String openTime, Coverage coverage, String close, String volume) {
        boolean repaired = coverage == Coverage.REPAIRED;
        BigDecimal part = repaired ? null : new BigDecimal(volume);
        return new Bar(
                "BTC",
                BarInterval.M1,
                at(openTime),
                new BigDecimal("100"),
                new BigDecimal("103"),
                new BigDecimal("98"),
                new BigDecimal(close),
                new BigDecimal(volume),
                part,
                7,
                part,
                part,
                true,
                0,
                PriceSource.TRADE,
                coverage,
                repaired ? Origin.EXCHANGE : Origin.STREAM,
                "run-1",
                at(openTime) + 62_000_000);
    }

    static Bar quiet(String openTime, String price) {
        BigDecimal flat = new BigDecimal(price);
        return new Bar(
                "BTC",
                BarInterval.M1,
                at(openTime),
                flat,
                flat,
                flat,
                flat,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                true,
                0,
                PriceSource.TRADE,
                Coverage.QUIET,
                Origin.STREAM,
                "run-1",
                at(openTime) + 62_000_000);
    }

    static Bar ofRun(Bar bar, String runId) {
        return new Bar(
                bar.symbol(),
                bar.interval(),
                bar.openTime(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume(),
                bar.quoteVolume(),
                bar.tradeCount(),
                bar.buyVolume(),
                bar.sellVolume(),
                bar.isFinal(),
                bar.revision(),
                bar.priceSource(),
                bar.coverage(),
                bar.origin(),
                runId,
                bar.emittedAt());
    }

    /** The candle that agrees with {@link #bar}, received when the next window is five s old. */
    static ExchangeCandle candle(String openTime, String close, String volume) {
        return candle(openTime, "103", "98", close, volume, 7);
    }

    static ExchangeCandle flatCandle(String openTime, String price) {
        return new ExchangeCandle(
                "BTC",
                "1m",
                at(openTime),
                at(openTime) + BarInterval.M1.micros(),
                new BigDecimal(price),
                new BigDecimal(price),
                new BigDecimal(price),
                new BigDecimal(price),
                new BigDecimal("0.0"),
                0,
                at(openTime) + 65_000_000,
                Origin.EXCHANGE);
    }

    static ExchangeCandle candle(
            String openTime, String high, String low, String close, String volume, int trades) {
        return new ExchangeCandle(
                "BTC",
                "1m",
                at(openTime),
                at(openTime) + BarInterval.M1.micros(),
                new BigDecimal("100.0"),
                new BigDecimal(high),
                new BigDecimal(low),
                new BigDecimal(close),
                new BigDecimal(volume),
                trades,
                at(openTime) + 65_000_000,
                Origin.STREAM);
    }
}
