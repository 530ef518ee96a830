package dev.candlewick.job.settings;

import static dev.candlewick.job.settings.ValueTypes.amount;
import static dev.candlewick.job.settings.ValueTypes.channels;
import static dev.candlewick.job.settings.ValueTypes.duration;
import static dev.candlewick.job.settings.ValueTypes.flinkPath;
import static dev.candlewick.job.settings.ValueTypes.hotIntervals;
import static dev.candlewick.job.settings.ValueTypes.intervals;
import static dev.candlewick.job.settings.ValueTypes.localPath;
import static dev.candlewick.job.settings.ValueTypes.onOff;
import static dev.candlewick.job.settings.ValueTypes.oneOf;
import static dev.candlewick.job.settings.ValueTypes.optionalLocalPath;
import static dev.candlewick.job.settings.ValueTypes.positiveNumber;
import static dev.candlewick.job.settings.ValueTypes.size;
import static dev.candlewick.job.settings.ValueTypes.symbols;
import static dev.candlewick.job.settings.ValueTypes.url;
import static dev.candlewick.job.settings.ValueTypes.users;
import static dev.candlewick.job.settings.ValueTypes.wholeNumber;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sources.hyperliquid.AccountStream;
import dev.candlewick.sources.journal.FsyncPolicy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry: every key, its type and bounds, its default, and what it means. */
public final class SettingKeys {

    private static final List<SettingKey<?>> REGISTERED = new ArrayList<>();

    private static final List<String> CHANNELS =
            List.of("trades", "bbo", "l2Book", "candle", "activeAssetCtx", "allMids");
    private static final List<String> MORE_CHANNELS =
            List.of(
                    "fastAssetCtxs",
                    "assetCtxs",
                    "spotAssetCtxs",
                    "allDexsAssetCtxs",
                    "outcomeMetaUpdates");
    private static final List<String> ACCOUNT_STREAMS =
            Arrays.stream(AccountStream.values()).map(AccountStream::type).toList();

    public static final SettingKey<URI> EXCHANGE_WEBSOCKET_URL =
            key(
                    "exchange.websocket-url",
                    url("wss", "ws"),
                    "wss://api.hyperliquid.xyz/ws",
                    "the exchange's WebSocket");
    public static final SettingKey<URI> EXCHANGE_REST_URL =
            key(
                    "exchange.rest-url",
                    url("https", "http"),
                    "https://api.hyperliquid.xyz",
                    "the exchange's REST interface; `/info` is appended");
    public static final SettingKey<Integer> EXCHANGE_MAX_REST_WEIGHT_PER_MINUTE =
            key(
                    "exchange.max-rest-weight-per-minute",
                    wholeNumber(200, 100_000),
                    "1200",
                    "how much the exchange's REST interface is asked within any minute, in the exchange's own weights; its limit is per IP address");
    public static final SettingKey<List<String>> EXCHANGE_SUBSCRIPTIONS =
            key(
                    "exchange.subscriptions",
                    channels(Stream.of(CHANNELS, MORE_CHANNELS).flatMap(List::stream).toList()),
                    String.join(", ", CHANNELS),
                    "channels to record besides what bars need; `candle` means a candle of each of"
                            + " `bars.intervals` that the exchange has");
    public static final SettingKey<List<String>> EXCHANGE_USERS =
            key(
                    "exchange.users",
                    users(),
                    "",
                    "addresses whose account streams are recorded (no key is needed for them)");
    public static final SettingKey<List<String>> EXCHANGE_ACCOUNT_STREAMS =
            key(
                    "exchange.account-streams",
                    channels(ACCOUNT_STREAMS),
                    String.join(", ", ACCOUNT_STREAMS),
                    "which streams are recorded of each of `exchange.users`; `activeAssetData` of"
                            + " each perpetual that is collected");
    public static final SettingKey<Integer> EXCHANGE_MAX_CONNECTIONS =
            key(
                    "exchange.max-connections",
                    wholeNumber(1, 1_000),
                    "10",
                    "connections that the exchange allows an IP address; never exceeded, like all"
                            + " limits here: what does not fit is refused at the start, what is"
                            + " too fast waits");
    public static final SettingKey<Integer> EXCHANGE_MAX_CONNECTIONS_PER_MINUTE =
            key(
                    "exchange.max-connections-per-minute",
                    wholeNumber(1, 10_000),
                    "30",
                    "new connections a minute that the exchange allows an IP address");
    public static final SettingKey<Integer> EXCHANGE_MAX_SUBSCRIPTIONS =
            key(
                    "exchange.max-subscriptions",
                    wholeNumber(1, 1_000_000),
                    "1000",
                    "subscriptions that the exchange allows an IP address");
    public static final SettingKey<Integer> EXCHANGE_MAX_USERS =
            key(
                    "exchange.max-users",
                    wholeNumber(1, 10_000),
                    "10",
                    "addresses whose account streams the exchange gives an IP address");
    public static final SettingKey<Integer> EXCHANGE_MAX_MESSAGES_PER_MINUTE =
            key(
                    "exchange.max-messages-per-minute",
                    wholeNumber(60, 1_000_000),
                    "2000",
                    "messages a minute that the exchange takes from an IP address");
    public static final SettingKey<Optional<Path>> EXCHANGE_JOURNAL =
            key(
                    "exchange.journal",
                    optionalLocalPath("a local folder"),
                    "data/journal",
                    "folder of the frame journal; empty turns it off");
    public static final SettingKey<Long> EXCHANGE_JOURNAL_SIZE =
            key(
                    "exchange.journal-size",
                    size("16 MiB", "16 TiB"),
                    "1 GiB",
                    "how large the journal may grow while no checkpoint completes; then its"
                            + " oldest frames go");
    public static final SettingKey<FsyncPolicy> EXCHANGE_JOURNAL_FSYNC =
            key(
                    "exchange.journal-fsync",
                    oneOf(
                            Map.of(
                                    "never", FsyncPolicy.NEVER,
                                    "every-second", FsyncPolicy.EVERY_SECOND,
                                    "always", FsyncPolicy.ALWAYS)),
                    "every-second",
                    "when the journal is forced to the disk; a killed process loses nothing"
                            + " either way, a machine that stops loses up to half a minute, a"
                            + " second, or nothing");

    public static final SettingKey<List<String>> UNIVERSE_SYMBOLS =
            key(
                    "universe.symbols",
                    symbols(),
                    "BTC, ETH, SOL",
                    "always collected; case-sensitive, verbatim");
    public static final SettingKey<Boolean> UNIVERSE_DISCOVERY =
            key(
                    "universe.discovery",
                    onOff(),
                    "off",
                    "on: the best `universe.size` assets are chosen and followed");
    public static final SettingKey<Integer> UNIVERSE_SIZE =
            key("universe.size", wholeNumber(1, 200), "25", "how many assets discovery follows");
    public static final SettingKey<Optional<Path>> UNIVERSE_FILE =
            key(
                    "universe.file",
                    optionalLocalPath("a file with a symbol a line"),
                    "",
                    "symbols from a file, instead of discovery");

    public static final SettingKey<List<BarInterval>> BARS_INTERVALS =
            key("bars.intervals", intervals(), "1m, 5m, 15m, 1h", "bar lengths to build");
    public static final SettingKey<Duration> BARS_OUT_OF_ORDERNESS =
            key(
                    "bars.out-of-orderness",
                    duration("0 s", "10 min"),
                    "2 s",
                    "how far event time is held back");
    public static final SettingKey<Duration> BARS_ALLOWED_LATENESS =
            key(
                    "bars.allowed-lateness",
                    duration("0 s", "7 d"),
                    "10 min",
                    "a trade this late still corrects its bars");

    static {
        REGISTERED.addAll(SentimentKeys.all());
    }

    public static final SettingKey<String> ARCHIVE_MARKET_DATA =
            key(
                    "archive.market-data",
                    flinkPath(),
                    "s3://hyperliquid-archive/market_data",
                    "order book archive; any Flink file-system path");
    public static final SettingKey<String> ARCHIVE_ASSET_CONTEXTS =
            key(
                    "archive.asset-contexts",
                    flinkPath(),
                    "s3://hyperliquid-archive/asset_ctxs",
                    "asset context archive; any Flink file-system path");
    public static final SettingKey<String> ARCHIVE_FILLS =
            key(
                    "archive.fills",
                    flinkPath(),
                    "s3://hl-mainnet-node-data",
                    "parent of `node_trades`, `node_fills` and `node_fills_by_block`");
    public static final SettingKey<BigDecimal> ARCHIVE_PRICE_PER_GB =
            key(
                    "archive.price-per-gb",
                    amount(),
                    "0.09",
                    "what a gigabyte out of the archive costs, in USD");

    public static final SettingKey<String> LAKE_PATH =
            key(
                    "lake.path",
                    flinkPath(),
                    "data/lake",
                    "the Parquet lake; any Flink file-system path, `s3://` included");
    public static final SettingKey<Duration> LAKE_COMMIT_INTERVAL =
            key(
                    "lake.commit-interval",
                    duration("100 ms", "1 d"),
                    "1 min",
                    "the checkpoint interval: how soon rows are visible in the lake"
                            + " (`demo` commits every 5 s unless told otherwise)");

    public static final SettingKey<Path> HOT_STORE_PATH =
            key(
                    "hot-store.path",
                    localPath(),
                    "data/hot/candlewick.duckdb",
                    "the published DuckDB file, which anyone may open read-only at any time");
    public static final SettingKey<Duration> HOT_STORE_RETENTION =
            key(
                    "hot-store.retention",
                    duration("1 min", "3650 d"),
                    "7 d",
                    "how long bars and signals stay hot, counted back from the newest bar time"
                            + " of all symbols");
    public static final SettingKey<Optional<List<BarInterval>>> HOT_STORE_INTERVALS =
            key(
                    "hot-store.intervals",
                    hotIntervals(),
                    ValueTypes.ALL_BUT_1S,
                    "bar intervals kept hot");

    public static final SettingKey<String> CHECKPOINTS_PATH =
            key(
                    "checkpoints.path",
                    flinkPath(),
                    "data/checkpoints",
                    "checkpoints and savepoints; any Flink file-system path");

    public static final SettingKey<BigDecimal> QUALITY_MAX_PRICE =
            key("quality.max-price", positiveNumber(), "1e9", "a price above this is rejected");

    public static final SettingKey<Integer> WEB_UI_PORT =
            key(
                    "web-ui.port",
                    wholeNumber(0, 65_535),
                    "8081",
                    "port of Flink's web UI on 127.0.0.1; 0 picks a free one");

    private SettingKeys() {}

    /** Every key, in the order of the documentation. */
    public static List<SettingKey<?>> all() {
        return Collections.unmodifiableList(REGISTERED);
    }

    static Optional<SettingKey<?>> find(String name) {
        return all().stream()
                .<SettingKey<?>>map(key -> key)
                .filter(key -> key.name().equals(name))
                .findFirst();
    }

    private static <T> SettingKey<T> key(
            String name, ValueType<T> type, String defaultText, String description) {
        SettingKey<T> key = new SettingKey<>(name, type, defaultText, description);
        REGISTERED.add(key);
        return key;
    }
}
