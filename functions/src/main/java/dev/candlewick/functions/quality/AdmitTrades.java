package dev.candlewick.functions.quality;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Trade;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets each trade of a symbol pass once and in time, and everything else as it is. Keyed by symbol.
 *
 * <p>Ids are kept until a repeat would be too late anyway, and the newest 1,000 of a symbol for
 * good: what is sent again after a reconnect can be hours old. Flink's own state expiry counts
 * processing time, so it can't be used here.
 */
public class AdmitTrades extends KeyedProcessFunction<String, FeedEvent, FeedEvent> {
    private static final long serialVersionUID = 1L;

    /** Trades that came too late for any bar. */
    public static final OutputTag<Trade> TOO_LATE =
            new OutputTag<>("too-late", TypeInformation.of(Trade.class));

    public static final String TRADES = "trades";
    public static final String DUPLICATES = "duplicates";
    public static final String LATE = "late";

    private final BarRules rules;

    private transient ValueState<Admission> progress;
    private transient MapState<Long, Long> timeOfId;
    private transient Tally trades;
    private transient Tally duplicates;
    private transient Tally late;

    public AdmitTrades(BarRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        progress =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("progress", Admission.class));
        timeOfId =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>("time-of-id", Long.class, Long.class));
        trades = Tally.of(getRuntimeContext(), TRADES);
        duplicates = Tally.of(getRuntimeContext(), DUPLICATES);
        late = Tally.of(getRuntimeContext(), LATE);
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<FeedEvent> out)
            throws Exception {
        Admission admission = progress.value();
        if (admission == null) {
            admission = new Admission();
        }
        admission.clock = event.advance(admission.clock);
        if (event.kind() != FeedEvent.Kind.TRADE) {
            out.collect(event);
        } else if (isRepeated(event.trade())) {
            duplicates.add();
        } else if (event.eventTime() < rules.tooLateBefore(admission.clock)) {
            late.add();
            context.output(TOO_LATE, event.trade());
        } else {
            trades.add();
            out.collect(event);
        }
        forgetOldIds(admission);
        progress.update(admission);
    }

    private boolean isRepeated(Trade trade) throws Exception {
        if (trade.tradeId() == null) {
            return false;
        }
        boolean repeated = timeOfId.contains(trade.tradeId());
        timeOfId.put(trade.tradeId(), trade.tradeTime());
        return repeated;
    }

    private void forgetOldIds(Admission admission) throws Exception {
        if (admission.clock < admission.forgetAt) {
            return;
        }
        long tooLate = rules.tooLateBefore(admission.clock);
        admission.forgetAt = admission.clock + (admission.clock - tooLate) / 2;
        for (long id : SeenTrades.forgettable(timeOfId.entries(), tooLate)) {
            timeOfId.remove(id);
        }
    }
}
