package dev.candlewick.functions.quality;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.measurement.QualityFact;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Coverage;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Where final bars of trades and bars repaired by candles meet: lets one pass when it says
 * something new and ranks no lower than what was said of its window before, and numbers it. Counts
 * of what passes are handed on beside the bars. Keyed by symbol.
 */
public class NumberRevisions extends KeyedProcessFunction<String, BarRun, BarRun> {
    private static final long serialVersionUID = 1L;

    /** How old a window is that a candle may still repair: the exchange keeps no more of 1m. */
    static final Duration CANDLES_REACH_BACK = Duration.ofDays(4);

    private static final long REACH_BACK = CANDLES_REACH_BACK.toMillis() * 1_000;

    /** The name of the count of bars that changed what was said of their window before. */
    public static final String REVISIONS = "revisions";

    private final long lateness;
    private final long countsEvery;

    private transient ValueState<NewestBars> newestBars;
    private transient Tally revisions;

    /**
     * @param countsEvery how often counts of bars are handed on, by event time; it divides a day
     */
    public NumberRevisions(BarRules rules, Duration countsEvery) {
        this.lateness = rules.allowedLateness().toMillis() * 1_000;
        this.countsEvery = countsEvery.toMillis() * 1_000;
    }

    @Override
    public void open(OpenContext context) {
        newestBars =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("newest-bars", NewestBars.class));
        revisions = Tally.of(getRuntimeContext(), REVISIONS);
    }

    @Override
    public void processElement(BarRun run, Context context, Collector<BarRun> out)
            throws Exception {
        NewestBars state = newestBars.value();
        if (state == null) {
            state = new NewestBars();
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        WindowTable table = state.of(run.interval());
        Consumer<QualityFact> facts = fact -> context.output(QualityFact.TAG, fact);
        BarRun numbered =
                table.isOlderThan(run) && !isOfHistory(run)
                        ? remembered(run, table, state, facts)
                        : number(state.asFarAsKnown(run, table), table, state, facts);
        // Answers of the exchange may still come when the input has ended.
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            state.counts.end(run.symbol(), facts);
        }
        if (numbered != null) {
            out.collect(numbered);
        }
        newestBars.update(state);
    }

    /**
     * A run of new windows, as nearly every one is, is compared with nothing and passes as it is.
     */
    private BarRun remembered(
            BarRun run, WindowTable table, NewestBars state, Consumer<QualityFact> facts) {
        table.putFirst(run, state.numberOf(run.head().runId()));
        for (int row = 0; row < run.rows(); row++) {
            state.counts.count(run, row, null, countsEvery, facts);
            advance(table, run, row);
        }
        return run;
    }

    private BarRun number(
            BarRun run, WindowTable table, NewestBars state, Consumer<QualityFact> facts) {
        int[] numbers = new int[run.rows()];
        boolean asItIs = true;
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = number(run, row, table, state, facts);
            asItIs &= numbers[row] == run.revision(row);
        }
        return asItIs ? run : run.numbered(numbers, row -> numbers[row] >= 0);
    }

    /** The revision of a row; -1 if it is not to be emitted. */
    private int number(
            BarRun run, int row, WindowTable table, NewestBars state, Consumer<QualityFact> facts) {
        Newest newest = state.of(table, run.openTime(row));
        boolean isKnown = newest.runId != null;
        Coverage before = isKnown ? newest.coverage : null;
        boolean accepted = newest.accept(run, row);
        if (accepted && isKnown) {
            revisions.add();
        }
        if (accepted && (isKnown || !isOfHistory(run))) {
            state.counts.count(run, row, before, countsEvery, facts);
        }
        state.put(table, run, row, newest);
        advance(table, run, row);
        return accepted ? newest.revision : -1;
    }

    static boolean isOfHistory(BarRun run) {
        return run.head().runId().equals(RepairBars.HISTORY_RUN);
    }

    /** The input has ended. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<BarRun> out)
            throws Exception {
        NewestBars state = newestBars.value();
        state.counts.end(context.getCurrentKey(), fact -> context.output(QualityFact.TAG, fact));
        newestBars.update(state);
    }

    /** Bars of trades move the time, for they alone are bound to allowed lateness. */
    private void advance(WindowTable table, BarRun run, int row) {
        long openTime = table.lastOpenTime(run, row);
        if (openTime <= table.time || run.coverage(row) == Coverage.REPAIRED) {
            return;
        }
        table.time = openTime;
        if (openTime >= table.forgetAt) {
            table.forgetAt = openTime + lateness;
            table.forget(openTime - lateness, openTime - REACH_BACK);
        }
    }
}
