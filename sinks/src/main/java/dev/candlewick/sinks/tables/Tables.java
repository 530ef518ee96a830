package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.DataQuality;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Reconciliation;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SettingsChange;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.TradeRun;
import java.util.Comparator;
import java.util.List;

/**
 * Every table there is: its columns, its folders in the lake, and what the hot store keeps of it.
 */
public final class Tables {

    public static final Table<Bar> BARS =
            Table.of(Bar.class, "bars", 1)
                    .text("symbol", Bar::symbol)
                    .interval("bar_interval", Bar::interval)
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
                    .order(
                            (bar, other) ->
                                    Comparator.comparing(Bar::isFinal)
                                            .thenComparing(Tables::isOfTrades)
                                            .thenComparing(Tables::isWhole)
                                            .thenComparing(Bar::runId)
                                            .thenComparing(b -> b.isFinal() ? b.revision() : 0)
                                            .compare(bar, other))
                    .unfinished("NOT is_final")
                    .datedBy("open_time", Bar::openTime)
                    .hot(HotRetention.recentBarsBy("open_time"))
                    .build();

    /** The same table in the lake, which takes final bars as runs. */
    public static final Table<BarRun> BAR_RUNS = BarRunTables.bars();

    public static final Table<Gap> GAPS =
            Table.of(Gap.class, "gaps", 2)
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
                    .hot(HotRetention.whole())
                    .build();

    public static final Table<Reconciliation> RECONCILIATION =
            Table.of(Reconciliation.class, "reconciliation", 1)
                    .text("symbol", Reconciliation::symbol)
                    .interval("bar_interval", Reconciliation::interval)
                    .time("open_time", Reconciliation::openTime)
                    .text("field", Reconciliation::field)
                    .decimalOrNull("ours", Reconciliation::ours)
                    .decimalOrNull("theirs", Reconciliation::theirs)
                    .text("verdict", row -> row.verdict().label())
                    .time("checked_at", Reconciliation::checkedAt)
                    .key("symbol", "bar_interval", "open_time", "field")
                    .ranking("$.checked_at")
                    .datedBy("open_time", Reconciliation::openTime)
                    .hot(HotRetention.recentBy("open_time"))
                    .build();

    public static final Table<DeadLetter> DEAD_LETTERS =
            Table.of(DeadLetter.class, "dead_letters", 1)
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

    /** The trades that are in bars. */
    public static final Table<TradeRun> TRADES = TradeTables.named("trades");

    /** Trades that came too late for any bar. */
    public static final Table<TradeRun> LATE_TRADES = TradeTables.named("late_trades");

    public static final Table<BookSnapshot> BOOKS = MarketTables.BOOKS;

    public static final Table<BestOffers> BBO = MarketTables.BBO;

    public static final Table<MidPrice> MIDS = MarketTables.MIDS;

    public static final Table<AssetContext> ASSET_CONTEXTS = MarketTables.ASSET_CONTEXTS;

    /** The exchange's own candles, in every state that a run saw them in. */
    public static final Table<ExchangeCandle> EXCHANGE_CANDLES = MarketTables.EXCHANGE_CANDLES;

    public static final Table<AccountEvent> ACCOUNT_EVENTS = MarketTables.ACCOUNT_EVENTS;

    /** Every stored judgement of an asset by a decision about the universe. */
    public static final Table<Standing> UNIVERSE = UniverseTables.UNIVERSE;

    /** How good the bars of a day are. */
    public static final Table<DataQuality> DATA_QUALITY = QualityTables.DATA_QUALITY;

    /** Settings that took another value. */
    public static final Table<SettingsChange> SETTINGS_CHANGES = SettingsTables.SETTINGS_CHANGES;

    private static final List<Table<?>> ALL =
            List.of(
                    BARS,
                    SIGNALS,
                    RECONCILIATION,
                    GAPS,
                    SENTIMENT,
                    SENTIMENT_REGIMES,
                    BBO,
                    ASSET_CONTEXTS,
                    TRADES,
                    LATE_TRADES,
                    BOOKS,
                    MIDS,
                    EXCHANGE_CANDLES,
                    ACCOUNT_EVENTS,
                    DEAD_LETTERS,
                    UNIVERSE,
                    DATA_QUALITY,
                    SETTINGS_CHANGES);

    private Tables() {}

    /** Every table, in the order of the data dictionary. */
    public static List<Table<?>> all() {
        return ALL;
    }

    /** The table of a name that is known to be one. */
    public static Table<?> named(String name) {
        return ALL.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
    }

    /** The tables of which the hot store keeps rows. */
    public static List<Table<?>> hot() {
        return ALL.stream().filter(table -> table.hot().isAny()).toList();
    }

    private static boolean isOfTrades(Bar bar) {
        return bar.isFinal() && bar.priceSource() == PriceSource.TRADE;
    }

    private static boolean isWhole(Bar bar) {
        return bar.isFinal() && bar.coverage() != Coverage.PARTIAL;
    }
}
