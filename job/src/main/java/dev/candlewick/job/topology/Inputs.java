package dev.candlewick.job.topology;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.job.reload.SettingsSource;
import dev.candlewick.sources.hyperliquid.rest.ExchangeRestOperatorFactory;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/**
 * Where everything comes from.
 *
 * @param order how far a feed has come that is read from several places at once, by which the
 *     events of a symbol are put in order first; empty for a feed that has them in order
 * @param sentiment the index beside which bars are read; without it nothing of that is built
 * @param candles who answers with the exchange's own candles; without it no gap is healed by them,
 *     and no bar compared
 * @param areStored whether the trades are those of the lake, so that none is written again
 * @param settings that may change while the job runs; without it they stay
 */
public record Inputs(
        Source<FeedEvent, ?, ?> feed,
        Optional<WatermarkStrategy<FeedEvent>> order,
        Optional<Source<SentimentEvent, ?, ?>> sentiment,
        Optional<ExchangeRestOperatorFactory> candles,
        boolean areStored,
        Optional<SettingsSource> settings) {

    /** A feed that has the events of each symbol in order, without an exchange to be asked. */
    public Inputs(Source<FeedEvent, ?, ?> feed, Optional<Source<SentimentEvent, ?, ?>> sentiment) {
        this(feed, Optional.empty(), sentiment, Optional.empty(), false, Optional.empty());
    }

    public Inputs withCandles(ExchangeRestOperatorFactory exchange) {
        return new Inputs(feed, order, sentiment, Optional.of(exchange), areStored, settings);
    }

    /** Of a feed that is read from several places at once. */
    public Inputs putInOrderBy(WatermarkStrategy<FeedEvent> watermarks) {
        return new Inputs(feed, Optional.of(watermarks), sentiment, candles, areStored, settings);
    }

    /** Of a feed whose trades are in the lake. */
    public Inputs ofStoredTrades() {
        return new Inputs(feed, order, sentiment, candles, true, settings);
    }

    /** With settings that may change while the job runs. */
    public Inputs following(SettingsSource source) {
        return new Inputs(feed, order, sentiment, candles, areStored, Optional.of(source));
    }
}
