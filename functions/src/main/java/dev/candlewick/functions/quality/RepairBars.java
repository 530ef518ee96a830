package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Makes bars of the candles that answer for a gap, and tells when a gap is healed: when every
 * window of the finest interval that it touches has its candle. Answers that heal nothing pass by.
 * Keyed by symbol.
 *
 * <p>The bars carry no revision yet: {@link NumberRevisions} decides what becomes of them.
 */
public class RepairBars extends KeyedProcessFunction<String, CandleAnswer, Bar> {
    private static final long serialVersionUID = 1L;

    /** Gaps that the candles have healed. */
    public static final OutputTag<Gap> HEALED =
            new OutputTag<>("healed", TypeInformation.of(Gap.class));

    /** The names of the counts of bars made of candles, and of gaps healed by them. */
    public static final String REPAIRED = "repaired";

    public static final String HEALED_GAPS = "healed-by-candles";

    private final HealingRules rules;
    private final String runId;

    private transient MapState<Long, Spans> repairedByGap;
    private transient Tally repaired;
    private transient Tally healed;

    public RepairBars(HealingRules rules, String runId) {
        this.rules = rules;
        this.runId = runId;
    }

    @Override
    public void open(OpenContext context) {
        repairedByGap =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("repaired", Long.class, Spans.class));
        repaired = Tally.of(getRuntimeContext(), REPAIRED);
        healed = Tally.of(getRuntimeContext(), HEALED_GAPS);
    }

    @Override
    public void processElement(CandleAnswer answer, Context context, Collector<Bar> out)
            throws Exception {
        CandleRequest request = answer.request();
        if (!request.heals()) {
            return;
        }
        Spans windows = new Spans();
        for (ExchangeCandle candle : answer.candles()) {
            if (candle.openTime() >= request.from() && candle.openTime() < request.to()) {
                windows.add(candle.openTime(), candle.openTime() + request.interval().micros());
                repaired.add();
                out.collect(barOf(candle, answer));
            }
        }
        if (request.interval() == rules.intervals().get(0)) {
            judge(request.gap(), windows, answer.answeredAt(), context);
        }
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
            healed.add();
            context.output(HEALED, gap.healed(at, Gap.BY_CANDLES));
        } else {
            repairedByGap.put(gap.gapStart(), windows);
        }
    }

    /** A window may never get its candle, and then its gap is never healed. */
    private void forgetBefore(long eventTime) throws Exception {
        Iterator<Long> gaps = repairedByGap.keys().iterator();
        while (gaps.hasNext()) {
            if (gaps.next() < eventTime) {
                gaps.remove();
            }
        }
    }

    private Bar barOf(ExchangeCandle candle, CandleAnswer answer) {
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
                runId,
                answer.answeredAt());
    }
}
