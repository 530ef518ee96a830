package dev.candlewick.job.settings;

import static dev.candlewick.job.settings.ValueTypes.amount;
import static dev.candlewick.job.settings.ValueTypes.databasePath;
import static dev.candlewick.job.settings.ValueTypes.duration;
import static dev.candlewick.job.settings.ValueTypes.flinkPath;
import static dev.candlewick.job.settings.ValueTypes.hotIntervals;
import static dev.candlewick.job.settings.ValueTypes.intervals;
import static dev.candlewick.job.settings.ValueTypes.localPath;
import static dev.candlewick.job.settings.ValueTypes.optionalDatabasePath;
import static dev.candlewick.job.settings.ValueTypes.positiveNumber;
import static dev.candlewick.job.settings.ValueTypes.size;
import static dev.candlewick.job.settings.ValueTypes.wholeNumber;

import dev.candlewick.functions.model.BarInterval;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/** The registry: every key, its type and bounds, its default, and what it means. */
public final class SettingKeys {

    private static final List<SettingKey<?>> REGISTERED = new ArrayList<>();

    static {
        REGISTERED.addAll(ExchangeKeys.all());
        REGISTERED.addAll(UniverseKeys.all());
    }

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
    public static final SettingKey<Duration> ARCHIVE_MAX_SILENCE =
            key(
                    "archive.max-silence",
                    duration("0 s", "1 h"),
                    "5 s",
                    "block numbers that skip over more than this are a gap, also where a file"
                            + " leaves numbers out regularly");
    public static final SettingKey<Duration> ARCHIVE_MAX_LINE_SILENCE =
            key(
                    "archive.max-line-silence",
                    duration("1 s", "1 h"),
                    "1 min",
                    "where lines have no block numbers, a silence of all coins of more than this"
                            + " is a gap");

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
                            + " (`demo` commits every 5 s by default)");

    public static final SettingKey<Path> HOT_STORE_PATH =
            key(
                    "hot-store.path",
                    databasePath(),
                    "data/hot/candlewick.duckdb",
                    "the published DuckDB file, which anyone may open read-only at any time");
    public static final SettingKey<Optional<Path>> HOT_STORE_FALLBACK_PATH =
            key(
                    "hot-store.fallback-path",
                    optionalDatabasePath(),
                    "",
                    "a DuckDB file on another disk that takes the newest rows while"
                            + " hot-store.path cannot be written; empty for none");
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

    public static final SettingKey<List<Path>> SQL_SCRIPTS =
            key(
                    "sql.scripts",
                    ValueTypes.scripts(),
                    "",
                    "files of Flink SQL that the job runs over its own streams; see"
                            + " [Flink SQL](flink-sql.md)");

    public static final SettingKey<Path> QUERY_CACHE =
            key(
                    "query.cache",
                    localPath("a local folder"),
                    "data/cache",
                    "where commands that read a lake of another file system keep what they"
                            + " fetched");
    public static final SettingKey<Long> QUERY_CACHE_SIZE =
            key(
                    "query.cache-size",
                    size("1 MiB", "16 TiB"),
                    "10 GiB",
                    "how large that may grow; what was used least recently goes");

    public static final SettingKey<Integer> WEB_UI_PORT =
            key(
                    "web-ui.port",
                    wholeNumber(0, 65_535),
                    "8081",
                    "port of Flink's web UI on 127.0.0.1; 0 picks a free one");

    public static final SettingKey<Level> LOG_LEVEL =
            key(
                    "log.level",
                    ValueTypes.oneOf(
                            Map.of(
                                    "error", Level.ERROR,
                                    "warn", Level.WARN,
                                    "info", Level.INFO,
                                    "debug", Level.DEBUG,
                                    "trace", Level.TRACE)),
                    "info",
                    "how much Candlewick itself logs; other loggers are Log4j's own business");

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
