package dev.candlewick.sources.hyperliquid.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.sources.net.HttpOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A scheduler whose time passes, and whose requests are answered, when a test says so. */
final class SchedulerUnderTest {

    final List<String> asked = new ArrayList<>();
    final List<CandleAnswer> answers = new ArrayList<>();
    final List<ExchangeCandle> candles = new ArrayList<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    final RestScheduler scheduler;
    long now;
    private final Metrics metrics = new Metrics();

    SchedulerUnderTest(RestPolicy policy) {
        scheduler =
                new RestScheduler(
                        policy,
                        new InfoDecoder("exchange", TestingCandles.RULES),
                        new RestMetrics(metrics),
                        () -> 0);
    }

    void take(CandleRequest... requests) {
        for (CandleRequest request : requests) {
            scheduler.take(request, now);
        }
    }

    /** Lets time pass until the next question is due; returns how long that was. */
    long ask() {
        long dueAt = scheduler.dueAt(now);
        assertThat(dueAt).as("something is to be asked").isLessThan(Long.MAX_VALUE);
        long waited = Math.max(0, dueAt - now);
        now += waited;
        asked.add(scheduler.begin(now).body());
        return waited;
    }

    void reply(HttpOutcome outcome) {
        RestResult result = scheduler.finish(outcome, now);
        answers.addAll(result.answers());
        candles.addAll(result.candles());
        deadLetters.addAll(result.refused());
    }

    /** Asks what is due next, and has it end like this; returns how long it had to wait. */
    long exchange(HttpOutcome outcome) {
        long waited = ask();
        reply(outcome);
        return waited;
    }

    String lastAsked() {
        return asked.get(asked.size() - 1);
    }

    long count(String counter) {
        return metrics.counters.get(counter).getCount();
    }

    Object gauge(String gauge) {
        return metrics.gauges.get(gauge).getValue();
    }

    private static final class Metrics extends UnregisteredMetricsGroup {
        final Map<String, Counter> counters = new HashMap<>();
        final Map<String, Gauge<?>> gauges = new HashMap<>();

        @Override
        public Counter counter(String name) {
            return counters.computeIfAbsent(name, unused -> new SimpleCounter());
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }
    }
}
