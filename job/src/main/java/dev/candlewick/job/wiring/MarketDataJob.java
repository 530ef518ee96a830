package dev.candlewick.job.wiring;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.reload.HotReload;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Problem;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.topology.MarketDataTopology;
import dev.candlewick.job.topology.Outputs;
import dev.candlewick.job.topology.Rules;
import dev.candlewick.sinks.duckdb.Cadence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ValidationException;

/**
 * From inputs to the stores that the settings name.
 *
 * @param origin where the bars of this run say they come from
 * @param shownBy the clock that paces what the hot store shows of open windows; without it rows go
 *     to the lake only
 * @param reload of settings that may change while it runs; empty if they stay
 */
public record MarketDataJob(
        String name,
        Inputs inputs,
        Origin origin,
        Settings settings,
        String runId,
        Optional<Forming.Clock> shownBy,
        Optional<HotReload> reload) {

    /** How often open windows are shown to those who look at a live feed. */
    private static final Duration FORMING_EVERY = Duration.ofMillis(200);

    /** How often while a recording runs as fast as it can. */
    private static final Duration FORMING_OF_RECORDINGS = Duration.ofSeconds(1);

    /** How long a record may wait for others that share its network buffer. */
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(10);

    /** Of settings that stay. */
    public MarketDataJob(
            String name,
            Inputs inputs,
            Origin origin,
            Settings settings,
            String runId,
            Optional<Forming.Clock> shownBy) {
        this(name, inputs, origin, settings, runId, shownBy, Optional.empty());
    }

    /** The same with settings that may change. */
    public MarketDataJob following(HotReload changing) {
        return new MarketDataJob(
                name,
                inputs.following(changing.source()),
                origin,
                settings,
                runId,
                shownBy,
                Optional.of(changing));
    }

    /** Adds the operators to an environment and prepares the lake's folders. */
    public void define(StreamExecutionEnvironment environment)
            throws IOException, InvalidSettingsException {
        try {
            Outputs outputs = Stores.of(settings, runId, shownBy.map(clock -> cadence()), reload);
            if (reload.isPresent()) {
                reload.get().begin(runId, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            }
            hurry(environment);
            MarketDataTopology.define(environment, inputs, outputs, rules());
        } catch (ValidationException e) {
            throw new InvalidSettingsException(
                    List.of(new Problem("sql.scripts: " + e.getMessage())));
        }
    }

    /** Flink's 100 ms at each hop would be most of what a reader waits. */
    private void hurry(StreamExecutionEnvironment environment) {
        boolean chosen =
                environment
                        .getConfiguration()
                        .getOptional(ExecutionOptions.BUFFER_TIMEOUT)
                        .isPresent();
        if (origin == Origin.STREAM && !chosen) {
            environment.setBufferTimeout(BUFFER_TIMEOUT.toMillis());
        }
    }

    private Cadence cadence() {
        return origin == Origin.TAPE ? Cadence.OF_RECORDINGS : Cadence.DEFAULT;
    }

    private Rules rules() throws InvalidSettingsException {
        return Rules.of(barRules(), settings.sentiment().rules(), settings.universe().most())
                .withHistory(settings.universe().historyRules(settings.bars().intervals()));
    }

    private BarRules barRules() {
        return new BarRules(
                settings.bars().intervals(),
                settings.bars().outOfOrderness(),
                settings.bars().allowedLateness(),
                shownBy.map(this::forming).orElse(Forming.NONE),
                origin,
                runId);
    }

    private Forming forming(Forming.Clock clock) {
        List<BarInterval> intervals =
                settings.hotStore().intervals().stream()
                        .filter(settings.bars().intervals()::contains)
                        .toList();
        Duration every = clock == Forming.Clock.FEED ? FORMING_EVERY : FORMING_OF_RECORDINGS;
        return new Forming(intervals, every, clock);
    }
}
