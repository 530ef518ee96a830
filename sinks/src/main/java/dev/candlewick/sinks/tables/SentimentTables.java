package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentSignal;
import dev.candlewick.functions.model.Signal;
import java.time.LocalDate;

/** The tables of sentiment and of what follows from it; named in {@link Tables}. */
final class SentimentTables {

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    static final Table<Sentiment> SENTIMENT =
            Table.of(Sentiment.class, "sentiment", 1)
                    .text("index_name", Sentiment::indexName)
                    .date("reading_date", row -> day(row.readingDate()))
                    .integer("value", Sentiment::value)
                    .textOrNull("provider_label", Sentiment::providerLabel)
                    .text("regime", row -> row.regime().label())
                    .text("signal", row -> row.signal().label())
                    .number("contrarian_strength", Sentiment::contrarianStrength)
                    .integerOrNull("previous_value", Sentiment::previousValue)
                    .text("trend", row -> row.trend().label())
                    .number("trend_strength", Sentiment::trendStrength)
                    .number("volatility", Sentiment::volatility)
                    .number("contrarian_bias", row -> row.pressure().contrarianBias())
                    .number("momentum_bias", row -> row.pressure().momentumBias())
                    .number("volatility_tolerance", row -> row.pressure().volatilityTolerance())
                    .number("position_sizing", row -> row.pressure().positionSizing())
                    .number("holding_period", row -> row.pressure().holdingPeriod())
                    .time("first_seen_at", Sentiment::firstSeenAt)
                    .time("known_at", Sentiment::knownAt)
                    .integer("revision", Sentiment::revision)
                    .text("run_id", Sentiment::runId)
                    .key("index_name", "reading_date")
                    .ranking("$.run_id", "$.revision")
                    .hot(HotRetention.whole())
                    .build();

    static final Table<RegimeEpisode> SENTIMENT_REGIMES =
            Table.of(RegimeEpisode.class, "sentiment_regimes", 1)
                    .text("index_name", RegimeEpisode::indexName)
                    .text("regime", row -> row.regime().label())
                    .date("started_on", row -> day(row.startedOn()))
                    .dateOrNull("ended_on", row -> day(row.endedOn()))
                    .integer("days", RegimeEpisode::days)
                    .integerOrNull("min_value", RegimeEpisode::minValue)
                    .integerOrNull("max_value", RegimeEpisode::maxValue)
                    .numberOrNull("mean_value", RegimeEpisode::meanValue)
                    .time("known_at", RegimeEpisode::knownAt)
                    .integer("revision", RegimeEpisode::revision)
                    .text("run_id", RegimeEpisode::runId)
                    .key("index_name", "started_on")
                    .ranking("$.run_id", "$.revision")
                    .hot(HotRetention.whole())
                    .build();

    static final Table<Signal> SIGNALS =
            Table.of(Signal.class, "signals", 2)
                    .text("symbol", Signal::symbol)
                    .interval("bar_interval", Signal::interval)
                    .time("open_time", Signal::openTime)
                    .decimal("close", Signal::close)
                    .dateOrNull("reading_date", row -> day(row.readingDate()))
                    .integerOrNull("value", Signal::value)
                    .textOrNull("regime", row -> label(row.regime()))
                    .textOrNull("signal", row -> label(row.signal()))
                    .numberOrNull("contrarian_strength", Signal::contrarianStrength)
                    .integer("revision", Signal::revision)
                    .text("run_id", Signal::runId)
                    .time("emitted_at", Signal::emittedAt)
                    .text("price_source", row -> row.priceSource().label())
                    .text("coverage", row -> row.coverage().label())
                    .count("settings_version", Signal::settingsVersion)
                    .key("symbol", "bar_interval", "open_time")
                    .ranking(
                            "$.price_source = 'trade'",
                            "$.coverage <> 'partial'",
                            "$.run_id",
                            "$.revision")
                    .datedBy("open_time", Signal::openTime)
                    .hot(HotRetention.recentBarsBy("open_time"))
                    .build();

    private SentimentTables() {}

    /** The UTC date of an instant. */
    private static LocalDate day(Long micros) {
        return micros == null ? null : LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_OF_DAY));
    }

    private static String label(Regime regime) {
        return regime == null ? null : regime.label();
    }

    private static String label(SentimentSignal signal) {
        return signal == null ? null : signal.label();
    }
}
