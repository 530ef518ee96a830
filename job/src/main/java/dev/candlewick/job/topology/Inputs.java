package dev.candlewick.job.topology;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.SentimentEvent;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/**
 * Where everything comes from.
 *
 * @param sentiment the index beside which bars are read; without it nothing of that is built
 */
public record Inputs(
        Source<FeedEvent, ?, ?> feed, Optional<Source<SentimentEvent, ?, ?>> sentiment) {}
