package dev.candlewick.functions.quality;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.Coverage;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Where final bars of trades and bars repaired by candles meet: lets one pass when it says
 * something new and ranks no lower than what was said of its window before, and numbers it. Keyed
 * by symbol.
 */
public class NumberRevisions extends KeyedProcessFunction<String, Bar, Bar> {
    private static final long serialVersionUID = 1L;

    /** How old a window is that a candle may still repair: the exchange keeps no more of 1m. */
    static final Duration CANDLES_REACH_BACK = Duration.ofDays(4);

    /** The name of the count of bars that changed what was said of their window before. */
    public static final String REVISIONS = "revisions";

    private final long lateness;

    private transient MapState<WindowKey, Newest> newest;
    private transient ValueState<RevisionClock> clock;
    private transient Tally revisions;

    public NumberRevisions(BarRules rules) {
        this.lateness = rules.allowedLateness().toMillis() * 1_000;
    }

    @Override
    public void open(OpenContext context) {
        newest =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>("newest", WindowKey.class, Newest.class));
        clock =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("clock", RevisionClock.class));
        revisions = Tally.of(getRuntimeContext(), REVISIONS);
    }

    @Override
    public void processElement(Bar bar, Context context, Collector<Bar> out) throws Exception {
        WindowKey key = new WindowKey(bar.interval(), bar.openTime());
        Newest before = newest.get(key);
        Newest state = before == null ? new Newest() : before;
        if (state.accept(bar)) {
            if (before != null) {
                revisions.add();
            }
            out.collect(bar.numbered(state.revision));
        }
        newest.put(key, state);
        if (bar.coverage() != Coverage.REPAIRED) {
            advanceTo(bar.openTime());
        }
    }

    /** Bars of trades move the time, for they alone are bound to allowed lateness. */
    private void advanceTo(long openTime) throws Exception {
        RevisionClock state = clock.value();
        if (state == null) {
            state = new RevisionClock();
        }
        if (openTime > state.time) {
            state.time = openTime;
            if (openTime >= state.forgetAt) {
                state.forgetAt = openTime + lateness / 2;
                forget(openTime - lateness, openTime - CANDLES_REACH_BACK.toMillis() * 1_000);
            }
            clock.update(state);
        }
    }

    private void forget(long settledBefore, long unsettledBefore) throws Exception {
        Iterator<Map.Entry<WindowKey, Newest>> windows = newest.iterator();
        while (windows.hasNext()) {
            Map.Entry<WindowKey, Newest> window = windows.next();
            long end = window.getKey().closeTime();
            if (end <= (window.getValue().canBeRepaired() ? unsettledBefore : settledBefore)) {
                windows.remove();
            }
        }
    }
}
