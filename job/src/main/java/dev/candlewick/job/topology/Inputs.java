package dev.candlewick.job.topology;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.SentimentEvent;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/**
 * Where everything comes from.
 *
 * @param order how far a feed has come that is read from several places at once, by which the
 *     events of a symbol are put in order first; empty for a feed that has them in order
 * @param sentiment the index beside which bars are read; without it nothing of that is built
 */
public record Inputs(
        Source<FeedEvent, ?, ?> feed,
        Optional<WatermarkStrategy<FeedEvent>> order,
        Optional<Source<SentimentEvent, ?, ?>> sentiment) {

    /** A feed that has the events of each symbol in order. */
    public Inputs(Source<FeedEvent, ?, ?> feed, Optional<Source<SentimentEvent, ?, ?>> sentiment) {
        this(feed, Optional.empty(), sentiment);
    }
}
