package dev.candlewick.functions.quality;

import dev.candlewick.functions.measurement.QualityFact;
import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Standing;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns refused input and market data off the feed, so that only what concerns the bars of a symbol
 * goes on.
 */
public class RouteFeed extends ProcessFunction<FeedEvent, FeedEvent>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<DeadLetter> REJECTED = tag("rejected", DeadLetter.class);
    public static final OutputTag<BookSnapshot> BOOKS = tag("books", BookSnapshot.class);
    public static final OutputTag<BestOffers> OFFERS = tag("offers", BestOffers.class);
    public static final OutputTag<MidPrice> MIDS = tag("mids", MidPrice.class);
    public static final OutputTag<AssetContext> CONTEXTS = tag("contexts", AssetContext.class);
    public static final OutputTag<ExchangeCandle> CANDLES = tag("candles", ExchangeCandle.class);
    public static final OutputTag<AccountEvent> ACCOUNTS = tag("accounts", AccountEvent.class);
    public static final OutputTag<Standing> STANDINGS = tag("standings", Standing.class);

    /** The name of the count of refused inputs. */
    public static final String REJECTIONS = "rejected";

    /** The name of the count of gaps in the feed. */
    public static final String GAPS = "gaps";

    /** The name of the count of those that turned out to have cost nothing. */
    public static final String HEALED_BY_RESEND = "healed-by-resend";

    /** The name of the newest event time, in epoch milliseconds; 0 before the first event. */
    public static final String EVENT_TIME = "eventTime";

    private transient RefusedCounts refused;
    private transient long eventTime;
    private transient Freshness freshness;
    private transient Tallies tallies;
    private transient Tally rejections;
    private transient Tally gaps;
    private transient Tally healed;

    /** The start of the gap that was counted last, by symbol. */
    private transient Map<String, Long> newestGap;

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
        eventTime = 0;
        refused = new RefusedCounts(getRuntimeContext().getMetricGroup());
        freshness = new Freshness(getRuntimeContext().getMetricGroup());
        getRuntimeContext().getMetricGroup().gauge(EVENT_TIME, (Gauge<Long>) () -> eventTime);
        rejections = tallies.tally(REJECTIONS);
        gaps = tallies.tally(GAPS);
        healed = tallies.tally(HEALED_BY_RESEND);
        newestGap = tallies.lastCounted();
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<FeedEvent> out) {
        eventTime = Math.max(eventTime, event.advance(0) / 1_000);
        switch (event.kind()) {
            case REJECTED -> {
                rejections.add();
                refused.add(event.deadLetter());
                context.output(REJECTED, event.deadLetter());
                if (!event.symbol().isEmpty()) {
                    context.output(QualityFact.TAG, refusal(event));
                }
            }
            case DATA -> route(event, context);
            case GAP -> {
                count(event.gap());
                freshness.onSymbol(event);
                out.collect(event);
            }
            default -> {
                freshness.onSymbol(event);
                if (event.kind() == FeedEvent.Kind.TRADE) {
                    freshness.onStream("trades", event);
                }
                out.collect(event);
            }
        }
    }

    private static QualityFact refusal(FeedEvent event) {
        return QualityFact.counted(
                event.symbol(), QualityFact.Kind.REJECTED, event.receivedAt(), 1);
    }

    /** Once for each gap, however often more is said about it. */
    private void count(Gap gap) {
        if (gap.isHealed()) {
            healed.add();
            return;
        }
        Long counted = newestGap.put(gap.symbol(), gap.gapStart());
        if (counted == null || counted != gap.gapStart()) {
            gaps.add();
        }
    }

    private void route(FeedEvent event, Context context) {
        MarketData data = event.data();
        if (data instanceof BookSnapshot book) {
            pass("books", event, BOOKS, book, context);
        } else if (data instanceof BestOffers offers) {
            pass("bbo", event, OFFERS, offers, context);
        } else if (data instanceof MidPrice mid) {
            pass("mids", event, MIDS, mid, context);
        } else if (data instanceof AssetContext figures) {
            pass("asset_contexts", event, CONTEXTS, figures, context);
        } else if (data instanceof ExchangeCandle candle) {
            pass("exchange_candles", event, CANDLES, candle, context);
        } else if (data instanceof AccountEvent account) {
            pass("account_events", event, ACCOUNTS, account, context);
        } else if (data instanceof Standing standing) {
            context.output(STANDINGS, standing);
        }
    }

    private <T> void pass(
            String stream, FeedEvent event, OutputTag<T> tag, T row, Context context) {
        freshness.onStream(stream, event);
        context.output(tag, row);
    }

    private static <T> OutputTag<T> tag(String name, Class<T> type) {
        return new OutputTag<>(name, TypeInformation.of(type));
    }
}
