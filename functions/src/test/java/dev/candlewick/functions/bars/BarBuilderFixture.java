package dev.candlewick.functions.bars;

import static dev.candlewick.functions.model.TestingFeed.at;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TestingFeed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;

/** A builder of one-minute bars, and trades for it. */
abstract class BarBuilderFixture {

    final TestingFeed btc = new TestingFeed("BTC");
    final List<Bar> bars = new ArrayList<>();
    SymbolBars state = new SymbolBars();
    BarRules rules = rules("run-1", BarInterval.M1);

    void feed(FeedEvent... events) {
        BarBuilder builder = new BarBuilder(rules);
        for (FeedEvent event : events) {
            builder.on(event, event.receivedAt(), state, new EachBar(bars::add));
        }
    }

    BigDecimal volumes(BarInterval interval) {
        return bars.stream()
                .filter(bar -> bar.interval() == interval)
                .map(Bar::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BarRules rules(String runId, BarInterval... intervals) {
        return rules(runId, Forming.NONE, intervals);
    }

    static BarRules forming(BarInterval interval) {
        return rules(
                "run-1",
                new Forming(List.of(interval), Duration.ofSeconds(1), Forming.Clock.FEED),
                interval);
    }

    static BarRules rules(String runId, Forming forming, BarInterval... intervals) {
        return new BarRules(
                List.of(intervals),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                forming,
                Origin.STREAM,
                runId);
    }

    static BigDecimal decimal(String digits) {
        return new BigDecimal(digits);
    }

    static Tuple tuple(String openTime, Coverage coverage) {
        return Tuple.tuple(at(openTime), coverage);
    }

    static Tuple revised(String openTime, String close, Coverage coverage) {
        return Tuple.tuple(at(openTime), decimal(close), coverage);
    }

    static Tuple forming(String close, String emittedAt) {
        return Tuple.tuple(false, decimal(close), at(emittedAt));
    }
}
