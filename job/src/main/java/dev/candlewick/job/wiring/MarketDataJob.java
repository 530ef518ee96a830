package dev.candlewick.job.wiring;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.topology.MarketDataTopology;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From a feed to the stores that the settings name.
 *
 * @param origin where the bars of this run say they come from
 */
public record MarketDataJob(
        String name, Source<FeedEvent, ?, ?> feed, Origin origin, Settings settings, String runId) {

    private static final Duration FORMING_EVERY = Duration.ofSeconds(1);

    /** Adds the operators to an environment and prepares the lake's folders. */
    public void define(StreamExecutionEnvironment environment) throws IOException {
        MarketDataTopology.define(environment, feed, Stores.of(settings, runId), rules());
    }

    private BarRules rules() {
        return new BarRules(
                settings.bars().intervals(),
                settings.bars().outOfOrderness(),
                settings.bars().allowedLateness(),
                settings.hotStore().intervals(),
                FORMING_EVERY,
                origin,
                runId);
    }
}
