package dev.candlewick.functions.quality;

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
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns refused input and market data off the feed, so that only what concerns the bars of a symbol
 * goes on.
 */
public class RouteFeed extends ProcessFunction<FeedEvent, FeedEvent> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<DeadLetter> REJECTED = tag("rejected", DeadLetter.class);
    public static final OutputTag<BookSnapshot> BOOKS = tag("books", BookSnapshot.class);
    public static final OutputTag<BestOffers> OFFERS = tag("offers", BestOffers.class);
    public static final OutputTag<MidPrice> MIDS = tag("mids", MidPrice.class);
    public static final OutputTag<AssetContext> CONTEXTS = tag("contexts", AssetContext.class);
    public static final OutputTag<ExchangeCandle> CANDLES = tag("candles", ExchangeCandle.class);
    public static final OutputTag<AccountEvent> ACCOUNTS = tag("accounts", AccountEvent.class);

    /** The name of the count of refused inputs. */
    public static final String REJECTIONS = "rejected";

    /** The name of the count of gaps in the feed. */
    public static final String GAPS = "gaps";

    /** The name of the count of those that turned out to have cost nothing. */
    public static final String HEALED_BY_RESEND = "healed-by-resend";

    private transient Tally rejections;
    private transient Tally gaps;
    private transient Tally healed;

    /** The start of the gap that was counted last, by symbol. */
    private transient Map<String, Long> newestGap;

    @Override
    public void open(OpenContext context) {
        rejections = Tally.of(getRuntimeContext(), REJECTIONS);
        gaps = Tally.of(getRuntimeContext(), GAPS);
        healed = Tally.of(getRuntimeContext(), HEALED_BY_RESEND);
        newestGap = new HashMap<>();
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<FeedEvent> out) {
        switch (event.kind()) {
            case REJECTED -> {
                rejections.add();
                context.output(REJECTED, event.deadLetter());
            }
            case DATA -> route(event.data(), context);
            case GAP -> {
                count(event.gap());
                out.collect(event);
            }
            default -> out.collect(event);
        }
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

    private static void route(MarketData data, Context context) {
        if (data.book() != null) {
            context.output(BOOKS, data.book());
        } else if (data.offers() != null) {
            context.output(OFFERS, data.offers());
        } else if (data.mid() != null) {
            context.output(MIDS, data.mid());
        } else if (data.context() != null) {
            context.output(CONTEXTS, data.context());
        } else if (data.candle() != null) {
            context.output(CANDLES, data.candle());
        } else {
            context.output(ACCOUNTS, data.account());
        }
    }

    private static <T> OutputTag<T> tag(String name, Class<T> type) {
        return new OutputTag<>(name, TypeInformation.of(type));
    }
}
