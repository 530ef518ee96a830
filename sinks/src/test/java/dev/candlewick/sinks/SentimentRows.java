package dev.candlewick.sinks;

import static dev.candlewick.sinks.Rows.at;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.SelectionPressure;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentSignal;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.model.Trend;
import java.math.BigDecimal;

/** Rows of sentiment for tests; all of the index {@code fng}. */
public final class SentimentRows {

    private static final String INDEX = "fng";

    private SentimentRows() {}

    /** A day of January 2025, as the instant it starts at. */
    public static long day(int dayOfMonth) {
        return at("2025-01-%02dT00:00:00Z".formatted(dayOfMonth));
    }

    /** The first reading there is, so nothing comes before it. */
    public static Sentiment sentiment(int dayOfMonth, int value, int revision, String runId) {
        return new Sentiment(
                INDEX,
                day(dayOfMonth),
                value,
                "Fear",
                Regime.FEAR,
                SentimentSignal.WEAK_BUY,
                0.25,
                null,
                Trend.STABLE,
                0,
                0.0125,
                new SelectionPressure(0.6, 0.4, 0.5, 0.55, 0.45),
                day(dayOfMonth) + 1,
                day(dayOfMonth) + 2,
                revision,
                runId);
    }

    /** An episode of fear. */
    public static RegimeEpisode episode(int startedOn, Integer endedOn, int days, String runId) {
        return new RegimeEpisode(
                INDEX,
                Regime.FEAR,
                day(startedOn),
                endedOn == null ? null : day(endedOn),
                days,
                30,
                40,
                35.5,
                day(startedOn),
                0,
                runId);
    }

    public static RegimeEpisode vanished(int startedOn, int revision, String runId) {
        return RegimeEpisode.vanished(
                INDEX, Regime.FEAR, day(startedOn), day(startedOn), revision, runId);
    }

    /** A signal of BTC beside the reading of 30 January. */
    public static Signal signal(BarInterval interval, long openTime, String close) {
        return signal(openTime, close, PriceSource.TRADE, Coverage.COMPLETE, "run-1", interval);
    }

    public static Signal signal(
            long openTime,
            String close,
            PriceSource priceSource,
            Coverage coverage,
            String runId,
            BarInterval interval) {
        return new Signal(
                "BTC",
                interval,
                openTime,
                new BigDecimal(close),
                day(30),
                26,
                Regime.FEAR,
                SentimentSignal.WEAK_BUY,
                0.5,
                0,
                runId,
                openTime + interval.micros(),
                priceSource,
                coverage,
                3);
    }

    /** A signal of BTC for which no reading was known. */
    public static Signal signalWithoutReading(long openTime) {
        return new Signal(
                "BTC",
                BarInterval.M1,
                openTime,
                new BigDecimal("100.5"),
                null,
                null,
                null,
                null,
                null,
                0,
                "run-1",
                openTime,
                PriceSource.TRADE,
                Coverage.COMPLETE,
                3);
    }
}
