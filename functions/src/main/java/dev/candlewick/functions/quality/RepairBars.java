package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Makes bars of the candles requested for a gap, and emits when a gap is healed: when every window
 * of the finest interval that it touches has its candle; and of the candles that are history.
 * Answers that only check bars pass by. Keyed by symbol.
 *
 * <p>The bars carry no revision yet: {@link NumberRevisions} decides what becomes of them.
 */
public class RepairBars extends KeyedProcessFunction<String, CandleAnswer, BarRun>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** Gaps that the candles have healed. */
    public static final OutputTag<Gap> HEALED =
            new OutputTag<>("healed", TypeInformation.of(Gap.class));

    /**
     * The run that bars of history belong to. It sorts before every other, so that such a bar never
     * stands for one of a whole feed, whichever run has that.
     */
    public static final String HISTORY_RUN = "0-history";

    /** The names of the counts of bars made of candles for gaps and for history. */
    public static final String REPAIRED = "repaired";

    public static final String HISTORY = "history-bars";

    /** The name of the count of gaps that candles have healed. */
    public static final String HEALED_GAPS = "healed-by-candles";

    private final HealingRules rules;
    private final String runId;

    private transient MapState<Long, Spans> repairedByGap;
    private transient MapState<Long, Long> endsOfGaps;
    private transient Tallies tallies;
    private transient Tally repaired;
    private transient Tally history;
    private transient Tally healed;

    public RepairBars(HealingRules rules, String runId) {
        this.rules = rules;
        this.runId = runId;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        tallies = Tallies.restored(getRuntimeContext(), context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        tallies.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        repairedByGap =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("repaired", Long.class, Spans.class));
        endsOfGaps =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("ends", Long.class, Long.class));
        repaired = tallies.tally(REPAIRED);
        history = tallies.tally(HISTORY);
        healed = tallies.tally(HEALED_GAPS);
    }

    @Override
    public void processElement(CandleAnswer answer, Context context, Collector<BarRun> out)
            throws Exception {
        CandleRequest request = answer.request();
        if (request.isOfHistory()) {
            emit(answer, HISTORY_RUN, history, out);
        } else if (request.heals()) {
            repair(answer, request, context, out);
        }
    }

    private void repair(
            CandleAnswer answer, CandleRequest request, Context context, Collector<BarRun> out)
            throws Exception {
        Spans windows = emit(answer, runId, repaired, out);
        if (request.interval() == rules.intervals().get(0)) {
            judge(asKnown(request.gap()), windows, answer.answeredAt(), context);
        }
    }

    /** A request that is sent again may be of the time before the gap had ended. */
    private Gap asKnown(Gap gap) throws Exception {
        if (gap.gapEnd() != null) {
            endsOfGaps.put(gap.gapStart(), gap.gapEnd());
            return gap;
        }
        Long end = endsOfGaps.get(gap.gapStart());
        return end == null ? gap : gap.endingAt(end);
    }

    /** Returns the windows that have bars now. */
    private static Spans emit(CandleAnswer answer, String run, Tally count, Collector<BarRun> out) {
        CandleRequest request = answer.request();
        Spans windows = new Spans();
        for (ExchangeCandle candle : answer.candles()) {
            if (candle.openTime() >= request.from() && candle.openTime() < request.to()) {
                windows.add(candle.openTime(), candle.openTime() + request.interval().micros());
                count.add();
                out.collect(BarRun.of(barOf(candle, answer, run)));
            }
        }
        return windows;
    }

    private void judge(Gap gap, Spans windows, long at, Context context) throws Exception {
        forgetBefore(at - NumberRevisions.CANDLES_REACH_BACK.toMillis() * 1_000);
        Spans known = repairedByGap.get(gap.gapStart());
        if (known != null) {
            known.ends.forEach(windows::add);
        }
        BarInterval finest = rules.intervals().get(0);
        long from = finest.openTimeOf(gap.gapStart());
        if (gap.gapEnd() != null && windows.covers(from, GapPlan.endOf(gap, finest))) {
            repairedByGap.remove(gap.gapStart());
            endsOfGaps.remove(gap.gapStart());
            healed.add();
            context.output(HEALED, gap.healed(at, Gap.BY_CANDLES));
        } else {
            repairedByGap.put(gap.gapStart(), windows);
        }
    }

    /** A window may never get its candle, and then its gap is never healed. */
    private void forgetBefore(long eventTime) throws Exception {
        for (MapState<Long, ?> ofGaps : List.of(repairedByGap, endsOfGaps)) {
            Iterator<Long> gaps = ofGaps.keys().iterator();
            while (gaps.hasNext()) {
                if (gaps.next() < eventTime) {
                    gaps.remove();
                }
            }
        }
    }

    private static Bar barOf(ExchangeCandle candle, CandleAnswer answer, String run) {
        return new Bar(
                candle.symbol(),
                answer.request().interval(),
                candle.openTime(),
                candle.open(),
                candle.high(),
                candle.low(),
                candle.close(),
                CandleVolume.of(candle, answer.sizeDecimals()),
                null,
                candle.tradeCount(),
                null,
                null,
                true,
                0,
                PriceSource.TRADE,
                Coverage.REPAIRED,
                Origin.EXCHANGE,
                run,
                answer.answeredAt());
    }
}
