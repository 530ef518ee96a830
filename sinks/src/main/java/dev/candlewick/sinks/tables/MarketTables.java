package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookLevel;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MidPrice;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The tables of what a feed says besides trades; named in {@link Tables}. */
final class MarketTables {

    /** More levels than the exchange sends; a book of another source is cut. */
    private static final int LEVELS = 20;

    static final Table<BookSnapshot> BOOKS =
            Table.of(BookSnapshot.class, "books", 1)
                    .text("symbol", BookSnapshot::symbol)
                    .time("book_time", BookSnapshot::bookTime)
                    .numbers("bid_prices", book -> prices(book.bids()))
                    .numbers("bid_sizes", book -> sizes(book.bids()))
                    .counts("bid_orders", book -> orders(book.bids()))
                    .numbers("ask_prices", book -> prices(book.asks()))
                    .numbers("ask_sizes", book -> sizes(book.asks()))
                    .counts("ask_orders", book -> orders(book.asks()))
                    .flag("fast", BookSnapshot::fast)
                    .time("received_at", BookSnapshot::receivedAt)
                    .text("origin", book -> book.origin().label())
                    .run("run_id")
                    .datedBy("book_time", BookSnapshot::bookTime)
                    .build();

    static final Table<BestOffers> BBO =
            Table.of(BestOffers.class, "bbo", 1)
                    .text("symbol", BestOffers::symbol)
                    .time("offer_time", BestOffers::offerTime)
                    .decimalOrNull("bid_price", row -> price(row.bid()))
                    .decimalOrNull("bid_size", row -> size(row.bid()))
                    .countOrNull("bid_orders", row -> orders(row.bid()))
                    .decimalOrNull("ask_price", row -> price(row.ask()))
                    .decimalOrNull("ask_size", row -> size(row.ask()))
                    .countOrNull("ask_orders", row -> orders(row.ask()))
                    .time("received_at", BestOffers::receivedAt)
                    .text("origin", row -> row.origin().label())
                    .run("run_id")
                    .key("symbol")
                    .ranking("$.offer_time", "$.received_at")
                    .order(
                            (row, other) ->
                                    Comparator.comparingLong(BestOffers::offerTime)
                                            .thenComparingLong(BestOffers::receivedAt)
                                            .compare(row, other))
                    .hot(HotRetention.newest())
                    .datedBy("offer_time", BestOffers::offerTime)
                    .build();

    static final Table<MidPrice> MIDS =
            Table.of(MidPrice.class, "mids", 1)
                    .text("symbol", MidPrice::symbol)
                    .decimal("mid", MidPrice::mid)
                    .time("received_at", MidPrice::receivedAt)
                    .text("origin", row -> row.origin().label())
                    .run("run_id")
                    .datedBy("received_at", MidPrice::receivedAt)
                    .build();

    static final Table<AssetContext> ASSET_CONTEXTS =
            Table.of(AssetContext.class, "asset_contexts", 1)
                    .text("symbol", AssetContext::symbol)
                    .time("context_time", AssetContext::contextTime)
                    .decimalOrNull("funding", AssetContext::funding)
                    .decimalOrNull("open_interest", AssetContext::openInterest)
                    .decimalOrNull("previous_day_price", AssetContext::previousDayPrice)
                    .decimalOrNull("day_notional_volume", AssetContext::dayNotionalVolume)
                    .decimalOrNull("day_base_volume", AssetContext::dayBaseVolume)
                    .decimalOrNull("premium", AssetContext::premium)
                    .decimalOrNull("oracle_price", AssetContext::oraclePrice)
                    .decimalOrNull("mark_price", AssetContext::markPrice)
                    .decimalOrNull("mid_price", AssetContext::midPrice)
                    .decimalOrNull("impact_bid", AssetContext::impactBid)
                    .decimalOrNull("impact_ask", AssetContext::impactAsk)
                    .decimalOrNull("circulating_supply", AssetContext::circulatingSupply)
                    .textOrNull("channel", AssetContext::channel)
                    .text("origin", row -> row.origin().label())
                    .run("run_id")
                    .key("symbol")
                    .ranking("$.context_time")
                    .order((row, other) -> Long.compare(row.contextTime(), other.contextTime()))
                    .hot(HotRetention.newest())
                    .datedBy("context_time", AssetContext::contextTime)
                    .build();

    static final Table<ExchangeCandle> EXCHANGE_CANDLES =
            Table.of(ExchangeCandle.class, "exchange_candles", 2)
                    .text("symbol", ExchangeCandle::symbol)
                    .text("bar_interval", ExchangeCandle::interval)
                    .time("open_time", ExchangeCandle::openTime)
                    .time("close_time", ExchangeCandle::closeTime)
                    .decimal("open", ExchangeCandle::open)
                    .decimal("high", ExchangeCandle::high)
                    .decimal("low", ExchangeCandle::low)
                    .decimal("close", ExchangeCandle::close)
                    .decimal("volume", ExchangeCandle::volume)
                    .count("trade_count", ExchangeCandle::tradeCount)
                    .time("received_at", ExchangeCandle::receivedAt)
                    .text("origin", row -> row.origin().label())
                    .run("run_id")
                    .integerOrNull("size_decimals", ExchangeCandle::sizeDecimals)
                    .key("symbol", "bar_interval", "open_time")
                    .ranking("$.received_at", "$.trade_count")
                    .datedBy("open_time", ExchangeCandle::openTime)
                    .build();

    static final Table<AccountEvent> ACCOUNT_EVENTS =
            Table.of(AccountEvent.class, "account_events", 1)
                    .textOrNull("user_address", AccountEvent::user)
                    .text("channel", AccountEvent::channel)
                    .timeOrNull("event_time", AccountEvent::eventTime)
                    .flag("is_snapshot", AccountEvent::snapshot)
                    .text("payload", AccountEvent::payload)
                    .time("received_at", AccountEvent::receivedAt)
                    .run("run_id")
                    .datedBy("received_at", AccountEvent::receivedAt)
                    .build();

    private MarketTables() {}

    private static double[] prices(List<BookLevel> levels) {
        return levels.stream()
                .limit(LEVELS)
                .mapToDouble(level -> level.price().doubleValue())
                .toArray();
    }

    private static double[] sizes(List<BookLevel> levels) {
        return levels.stream()
                .limit(LEVELS)
                .mapToDouble(level -> level.size().doubleValue())
                .toArray();
    }

    private static long[] orders(List<BookLevel> levels) {
        return levels.stream().limit(LEVELS).mapToLong(BookLevel::orders).toArray();
    }

    private static BigDecimal price(BookLevel level) {
        return level == null ? null : level.price();
    }

    private static BigDecimal size(BookLevel level) {
        return level == null ? null : level.size();
    }

    private static Long orders(BookLevel level) {
        return level == null ? null : level.orders();
    }
}
