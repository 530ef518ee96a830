package dev.candlewick.functions.quality;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.measurement.QualityFact;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.TradeRun;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets each trade of a symbol pass once and in time, and everything else as it is. Keyed by symbol.
 *
 * <p>A repeat of the same content is a duplicate; another content under a known id is refused, and
 * a gap stands for it. A run that is all new and in time, as nearly every one is, passes as it is.
 *
 * <p>Ids are kept until a repeat would be too late anyway, and the newest 1,000 of a symbol for
 * good: what is sent again after a reconnect can be hours old. Flink's own state expiry counts
 * processing time, so it can't be used here.
 */
public class AdmitTrades extends KeyedProcessFunction<String, FeedEvent, FeedEvent>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** Trades that came too late for any bar. */
    public static final OutputTag<TradeRun> TOO_LATE =
            new OutputTag<>("too-late", TypeInformation.of(TradeRun.class));

    /** Trades under the id of another one. */
    public static final OutputTag<DeadLetter> CONFLICTING =
            new OutputTag<>("conflicting", TypeInformation.of(DeadLetter.class));

    public static final String TRADES = "trades";
    public static final String DUPLICATES = "duplicates";
    public static final String CONFLICTS = "conflicting-trades";
    public static final String LATE = "late";

    private final BarRules rules;

    /** See {@link BarRules#reach}; asked for with each trade. */
    private final long reach;

    private transient ValueState<SeenTrades> seenTrades;
    private transient Tallies tallies;
    private transient Tally trades;
    private transient Tally duplicates;
    private transient Tally conflicts;
    private transient Tally gaps;
    private transient Tally late;
    private transient Places inTime;
    private transient Places tooLate;

    public AdmitTrades(BarRules rules) {
        this.rules = rules;
        this.reach = rules.reach();
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
        seenTrades =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("seen-trades", SeenTrades.class));
        trades = tallies.tally(TRADES);
        duplicates = tallies.tally(DUPLICATES);
        conflicts = tallies.tally(CONFLICTS);
        gaps = tallies.tally(RouteFeed.GAPS);
        late = tallies.tally(LATE);
        inTime = new Places();
        tooLate = new Places();
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<FeedEvent> out)
            throws Exception {
        SeenTrades seen = seenTrades.value();
        if (seen == null) {
            seen = new SeenTrades();
        }
        if (event instanceof FeedEvent.Trades run) {
            admit(run, seen, context, out);
        } else {
            seen.clock = event.advance(seen.clock);
            out.collect(event);
        }
        forgetOldTrades(seen);
        seenTrades.update(seen);
    }

    /** Judges each trade by itself, and keeps together what goes the same way. */
    private void admit(
            FeedEvent.Trades event, SeenTrades seen, Context context, Collector<FeedEvent> out) {
        TradeRun run = event.run();
        inTime.clear();
        tooLate.clear();
        int repeated = 0;
        for (int i = 0; i < run.length(); i++) {
            seen.clock = Math.max(seen.clock, run.tradeTime(i));
            long content = SeenTrades.content(run.tradeTime(i), TradeFingerprint.of(run, i));
            long known = run.hasId(i) ? seen.putIfAbsent(run.tradeId(i), content) : SeenTrades.NEW;
            if (known == content) {
                repeated++;
            } else if (known != SeenTrades.NEW) {
                pass(event, out);
                refuse(new ConflictingTrade(run.trade(i), SeenTrades.timeOf(known)), context, out);
            } else if (seen.clock - run.tradeTime(i) > reach) {
                tooLate.add(i);
            } else {
                inTime.add(i);
            }
        }
        pass(event, out);
        if (repeated > 0) {
            duplicates.add(repeated);
            count(QualityFact.Kind.DUPLICATES, run, repeated, context);
        }
        if (!tooLate.isEmpty()) {
            late.add(tooLate.length);
            count(QualityFact.Kind.LATE, run, tooLate.length, context);
            context.output(TOO_LATE, run.select(tooLate.taken()));
        }
    }

    /** A run is within a day, but for the one that midnight finds. */
    private static void count(QualityFact.Kind kind, TradeRun run, int count, Context context) {
        context.output(
                QualityFact.TAG, QualityFact.counted(run.symbol(), kind, run.newestTime(), count));
    }

    private void pass(FeedEvent.Trades event, Collector<FeedEvent> out) {
        if (inTime.isEmpty()) {
            return;
        }
        trades.add(inTime.length);
        TradeRun run = event.run();
        if (inTime.length == run.length()) {
            out.collect(event);
            inTime.clear();
        } else {
            out.collect(FeedEvent.trades(run.select(inTime.taken())));
        }
    }

    private void refuse(ConflictingTrade conflict, Context context, Collector<FeedEvent> out) {
        conflicts.add();
        context.output(CONFLICTING, conflict.deadLetter());
        Gap gap = conflict.gap().gap();
        context.output(
                QualityFact.TAG,
                QualityFact.counted(gap.symbol(), QualityFact.Kind.REJECTED, gap.gapStart(), 1));
        gaps.add();
        out.collect(conflict.gap());
    }

    private void forgetOldTrades(SeenTrades seen) {
        if (seen.clock < seen.forgetAt) {
            return;
        }
        long oldest = rules.tooLateBefore(seen.clock);
        seen.forgetAt = seen.clock + (seen.clock - oldest) / 2;
        seen.forgetBefore(oldest);
    }

    /** Places in a run. */
    private static final class Places {
        private int[] places = new int[TradeRun.MAX_LENGTH];
        private int length;

        void add(int place) {
            if (length == places.length) {
                places = Arrays.copyOf(places, 2 * length);
            }
            places[length++] = place;
        }

        boolean isEmpty() {
            return length == 0;
        }

        /** Takes them out. */
        int[] taken() {
            int[] taken = Arrays.copyOf(places, length);
            clear();
            return taken;
        }

        void clear() {
            length = 0;
        }
    }
}
