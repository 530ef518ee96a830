package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.quality.Tally;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins every final bar, and each revision of it, with the sentiment reading that was known at its
 * close: bars keyed by symbol, the updates of one index broadcast.
 *
 * <p>A bar waits until all that was known at its close has arrived, so that neither speed nor
 * parallelism decides what it is joined with. The wait is bounded: the source of the index advances
 * time while its server is down, and to {@link Long#MAX_VALUE} when it has ended. When both inputs
 * have ended, the bars still waiting are joined with what is known.
 *
 * <p>Rules that change while it runs come with the updates; a signal says by which it was judged.
 */
public class JoinSignals
        extends KeyedBroadcastProcessFunction<String, BarRun, SentimentUpdate, Signal> {
    private static final long serialVersionUID = 1L;

    /** The state with which updates are broadcast. */
    public static final MapStateDescriptor<String, KnownReadings> SENTIMENT =
            new MapStateDescriptor<>(
                    "sentiment", Types.STRING, TypeInformation.of(KnownReadings.class));

    public static final String SIGNALS = "signals";
    public static final String WITHOUT_READING = "signals-without-reading";

    private static final ListStateDescriptor<WaitingBar> WAITING =
            new ListStateDescriptor<>("waiting", TypeInformation.of(WaitingBar.class));
    private static final String INDEX = "index";

    private final SentimentRules rules;

    private transient ListState<WaitingBar> waiting;

    /** Those that came last; null while they are those of the start. */
    private transient RulesInForce inForce;

    private transient SentimentRules judging;

    /** No waiting bar closes earlier; saves a search at each update. */
    private transient long earliestClose;

    private transient Tally signals;
    private transient Tally withoutReading;

    public JoinSignals(SentimentRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext().getListState(WAITING);
        earliestClose = Long.MIN_VALUE;
        judging = rules;
        signals = Tally.of(getRuntimeContext(), SIGNALS);
        withoutReading = Tally.of(getRuntimeContext(), WITHOUT_READING);
    }

    @Override
    public void processElement(BarRun run, ReadOnlyContext context, Collector<Signal> out)
            throws Exception {
        KnownReadings known = known(context.getBroadcastState(SENTIMENT));
        for (Bar bar : run.asList()) {
            join(bar, known, context, out);
        }
    }

    private void join(Bar bar, KnownReadings known, ReadOnlyContext context, Collector<Signal> out)
            throws Exception {
        WaitingBar joining = WaitingBar.of(bar);
        if (bar.closeTime() <= known.completeUntil) {
            join(joining, known, out);
        } else {
            waiting.add(joining);
            earliestClose = Math.min(earliestClose, bar.closeTime());
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
    }

    @Override
    public void processBroadcastElement(
            SentimentUpdate update, Context context, Collector<Signal> out) throws Exception {
        KnownReadings known = known(context.getBroadcastState(SENTIMENT));
        known.on(update);
        context.getBroadcastState(SENTIMENT).put(INDEX, known);
        if (known.completeUntil >= earliestClose) {
            earliestClose = Long.MAX_VALUE;
            context.applyToKeyedState(WAITING, (symbol, bars) -> release(bars, known, out));
        }
    }

    /** Both inputs have ended. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Signal> out)
            throws Exception {
        KnownReadings known = known(context.getBroadcastState(SENTIMENT));
        for (WaitingBar bar : waiting.get()) {
            join(bar, known, out);
        }
        waiting.clear();
    }

    private void release(ListState<WaitingBar> bars, KnownReadings known, Collector<Signal> out)
            throws Exception {
        List<WaitingBar> later = new ArrayList<>();
        for (WaitingBar bar : bars.get()) {
            if (bar.closeTime() <= known.completeUntil) {
                join(bar, known, out);
            } else {
                later.add(bar);
                earliestClose = Math.min(earliestClose, bar.closeTime());
            }
        }
        bars.update(later);
    }

    private void join(WaitingBar bar, KnownReadings known, Collector<Signal> out) {
        KnownReading reading = known.asOf(bar.closeTime());
        if (reading != null && by(known).isTooOld(reading.readingDate, bar.closeTime())) {
            reading = null;
        }
        signals.add();
        if (reading == null) {
            withoutReading.add();
        }
        out.collect(bar.beside(reading, known.rules == null ? 0 : known.rules.version));
    }

    /** The rules in force, which are unpacked once. */
    private SentimentRules by(KnownReadings known) {
        if (known.rules != null && known.rules != inForce) {
            inForce = known.rules;
            judging = inForce.rules();
        }
        return judging;
    }

    private static KnownReadings known(ReadOnlyBroadcastState<String, KnownReadings> state)
            throws Exception {
        KnownReadings known = state.get(INDEX);
        return known == null ? new KnownReadings() : known;
    }
}
