package dev.candlewick.job.topology;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.sources.hyperliquid.rest.ExchangeRestOperatorFactory;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/**
 * Where everything comes from.
 *
 * @param sentiment the index beside which bars are read; without it nothing of that is built
 * @param candles who answers with the exchange's own candles; without it no gap is healed by them,
 *     and no bar compared
 */
public record Inputs(
        Source<FeedEvent, ?, ?> feed,
        Optional<Source<SentimentEvent, ?, ?>> sentiment,
        Optional<ExchangeRestOperatorFactory> candles) {

    /** Without an exchange that could be asked. */
    public Inputs(Source<FeedEvent, ?, ?> feed, Optional<Source<SentimentEvent, ?, ?>> sentiment) {
        this(feed, sentiment, Optional.empty());
    }

    public Inputs withCandles(ExchangeRestOperatorFactory exchange) {
        return new Inputs(feed, sentiment, Optional.of(exchange));
    }
}
