package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Reconciliation;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.model.Trade;

/** Every table there is. */
public final class Tables {

    public static final Table<Bar> BARS =
            Table.<Bar>named("bars", 1)
                    .text("symbol", Bar::symbol)
                    .text("bar_interval", bar -> bar.interval().label())
                    .time("open_time", Bar::openTime)
                    .time("close_time", Bar::closeTime)
                    .decimal("open", Bar::open)
                    .decimal("high", Bar::high)
                    .decimal("low", Bar::low)
                    .decimal("close", Bar::close)
                    .decimal("volume", Bar::volume)
                    .decimalOrNull("quote_volume", Bar::quoteVolume)
                    .decimalOrNull("vwap", Bar::vwap)
                    .count("trade_count", Bar::tradeCount)
                    .decimalOrNull("buy_volume", Bar::buyVolume)
                    .decimalOrNull("sell_volume", Bar::sellVolume)
                    .flag("is_final", Bar::isFinal)
                    .integer("revision", Bar::revision)
                    .text("price_source", bar -> bar.priceSource().label())
                    .text("coverage", bar -> bar.coverage().label())
                    .text("origin", bar -> bar.origin().label())
                    .text("run_id", Bar::runId)
                    .time("emitted_at", Bar::emittedAt)
                    .key("symbol", "bar_interval", "open_time")
                    .ranking(
                            "$.is_final",
                            "$.is_final AND $.price_source = 'trade'",
                            "$.is_final AND $.coverage <> 'partial'",
                            "$.run_id",
                            "CASE WHEN $.is_final THEN $.revision ELSE 0 END")
                    .unfinished("NOT is_final")
                    .datedBy("open_time", Bar::openTime)
                    .build();

    public static final Table<Gap> GAPS =
            Table.<Gap>named("gaps", 2)
                    .text("symbol", Gap::symbol)
                    .time("gap_start", Gap::gapStart)
                    .timeOrNull("gap_end", Gap::gapEnd)
                    .text("reason", Gap::reason)
                    .time("detected_at", Gap::detectedAt)
                    .timeOrNull("healed_at", Gap::healedAt)
                    .textOrNull("healed_by", Gap::healedBy)
                    .key("symbol", "gap_start")
                    .ranking(
                            "$.healed_at IS NOT NULL",
                            "$.gap_end IS NOT NULL",
                            "$.detected_at",
                            "$.gap_end")
                    .build();

    public static final Table<Reconciliation> RECONCILIATION =
            Table.<Reconciliation>named("reconciliation", 1)
                    .text("symbol", Reconciliation::symbol)
                    .text("bar_interval", row -> row.interval().label())
                    .time("open_time", Reconciliation::openTime)
                    .text("field", Reconciliation::field)
                    .decimalOrNull("ours", Reconciliation::ours)
                    .decimalOrNull("theirs", Reconciliation::theirs)
                    .text("verdict", row -> row.verdict().label())
                    .time("checked_at", Reconciliation::checkedAt)
                    .key("symbol", "bar_interval", "open_time", "field")
                    .ranking("$.checked_at")
                    .build();

    public static final Table<DeadLetter> DEAD_LETTERS =
            Table.<DeadLetter>named("dead_letters", 1)
                    .time("received_at", DeadLetter::receivedAt)
                    .text("source", DeadLetter::source)
                    .textOrNull("channel", DeadLetter::channel)
                    .text("reason", DeadLetter::reason)
                    .textOrNull("detail", DeadLetter::detail)
                    .bytes("payload", DeadLetter::payload)
                    .datedBy("received_at", DeadLetter::receivedAt)
                    .build();

    public static final Table<Sentiment> SENTIMENT = SentimentTables.SENTIMENT;

    public static final Table<RegimeEpisode> SENTIMENT_REGIMES = SentimentTables.SENTIMENT_REGIMES;

    public static final Table<Signal> SIGNALS = SentimentTables.SIGNALS;

    private Tables() {}

    /** The trades that one run saw. */
    public static Table<Trade> trades(String runId) {
        return trades("trades", runId);
    }

    /** The trades of one run that came too late for any bar. */
    public static Table<Trade> lateTrades(String runId) {
        return trades("late_trades", runId);
    }

    /** The order books that one run saw. */
    public static Table<BookSnapshot> books(String runId) {
        return MarketTables.books(runId);
    }

    /** The best offers that one run saw. */
    public static Table<BestOffers> bbo(String runId) {
        return MarketTables.bbo(runId);
    }

    public static Table<MidPrice> mids(String runId) {
        return MarketTables.mids(runId);
    }

    public static Table<AssetContext> assetContexts(String runId) {
        return MarketTables.assetContexts(runId);
    }

    /** The exchange's own candles, in every state that one run saw them in. */
    public static Table<ExchangeCandle> exchangeCandles(String runId) {
        return MarketTables.exchangeCandles(runId);
    }

    public static Table<AccountEvent> accountEvents(String runId) {
        return MarketTables.accountEvents(runId);
    }

    private static Table<Trade> trades(String name, String runId) {
        return Table.<Trade>named(name, 1)
                .text("symbol", Trade::symbol)
                .time("trade_time", Trade::tradeTime)
                .decimal("price", Trade::price)
                .decimal("size", Trade::size)
                .text("side", trade -> trade.side().label())
                .countOrNull("trade_id", Trade::tradeId)
                .time("received_at", Trade::receivedAt)
                .text("origin", trade -> trade.origin().label())
                .text("run_id", trade -> runId)
                .key("symbol", "trade_id")
                .datedBy("trade_time", Trade::tradeTime)
                .build();
    }
}
