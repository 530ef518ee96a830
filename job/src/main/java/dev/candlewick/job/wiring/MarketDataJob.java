package dev.candlewick.job.wiring;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.topology.MarketDataTopology;
import dev.candlewick.job.topology.Rules;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From inputs to the stores that the settings name.
 *
 * @param origin where the bars of this run say they come from
 * @param keptHot whether rows also go to the hot store; the lake takes all
 */
public record MarketDataJob(
        String name,
        Inputs inputs,
        Origin origin,
        Settings settings,
        String runId,
        boolean keptHot) {

    private static final Duration FORMING_EVERY = Duration.ofSeconds(1);

    /** Adds the operators to an environment and prepares the lake's folders. */
    public void define(StreamExecutionEnvironment environment)
            throws IOException, InvalidSettingsException {
        MarketDataTopology.define(
                environment, inputs, Stores.of(settings, runId, keptHot), rules());
    }

    private Rules rules() throws InvalidSettingsException {
        return Rules.of(
                barRules(), settings.sentiment().rules(), settings.universe().collected().size());
    }

    private BarRules barRules() {
        return new BarRules(
                settings.bars().intervals(),
                settings.bars().outOfOrderness(),
                settings.bars().allowedLateness(),
                shownWhileForming(),
                FORMING_EVERY,
                origin,
                runId);
    }

    private List<BarInterval> shownWhileForming() {
        if (!keptHot) {
            return List.of(); // nobody would see them
        }
        return settings.hotStore().intervals().stream()
                .filter(settings.bars().intervals()::contains)
                .toList();
    }
}
