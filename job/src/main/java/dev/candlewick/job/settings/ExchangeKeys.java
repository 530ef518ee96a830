package dev.candlewick.job.settings;

import static dev.candlewick.job.settings.SymbolTypes.users;
import static dev.candlewick.job.settings.ValueTypes.channels;
import static dev.candlewick.job.settings.ValueTypes.oneOf;
import static dev.candlewick.job.settings.ValueTypes.optionalLocalPath;
import static dev.candlewick.job.settings.ValueTypes.size;
import static dev.candlewick.job.settings.ValueTypes.url;
import static dev.candlewick.job.settings.ValueTypes.wholeNumber;

import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.StreamType.Shape;
import dev.candlewick.sources.journal.FsyncPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the registry that is about the exchange and its journal. */
public final class ExchangeKeys {

    private static final List<SettingKey<?>> REGISTERED = new ArrayList<>();

    private static final List<String> CHANNEL_NAMES =
            labels(StreamType.ofShape(Shape.OF_COIN, Shape.OF_COIN_AND_INTERVAL, Shape.OF_ALL));
    private static final List<String> DEFAULT_CHANNELS =
            labels(
                    List.of(
                            StreamType.TRADES,
                            StreamType.BBO,
                            StreamType.BOOK,
                            StreamType.CANDLE,
                            StreamType.ASSET_CONTEXT,
                            StreamType.ALL_MIDS));
    private static final List<String> ACCOUNT_STREAM_NAMES =
            labels(StreamType.ofShape(Shape.OF_USER, Shape.OF_USER_AND_COIN));

    private static List<String> labels(List<StreamType> streams) {
        return streams.stream().map(StreamType::label).toList();
    }

    public static final SettingKey<URI> WEBSOCKET_URL =
            key(
                    "exchange.websocket-url",
                    url("wss", "ws"),
                    "wss://api.hyperliquid.xyz/ws",
                    "the exchange's WebSocket");
    public static final SettingKey<URI> REST_URL =
            key(
                    "exchange.rest-url",
                    url("https", "http"),
                    "https://api.hyperliquid.xyz",
                    "the exchange's REST interface; `/info` is appended");
    public static final SettingKey<Integer> MAX_REST_WEIGHT_PER_MINUTE =
            key(
                    "exchange.max-rest-weight-per-minute",
                    wholeNumber(200, 100_000),
                    "1200",
                    "how much the exchange's REST interface is asked within any minute, in the exchange's own weights; its limit is per IP address");
    public static final SettingKey<List<String>> SUBSCRIPTIONS =
            key(
                    "exchange.subscriptions",
                    channels(CHANNEL_NAMES),
                    String.join(", ", DEFAULT_CHANNELS),
                    "channels to record besides what bars need; `candle` means a candle of each of"
                            + " `bars.intervals` that the exchange has");
    public static final SettingKey<List<String>> USERS =
            key(
                    "exchange.users",
                    users(),
                    "",
                    "addresses whose account streams are recorded (no key is needed for them)");
    public static final SettingKey<List<String>> ACCOUNT_STREAMS =
            key(
                    "exchange.account-streams",
                    channels(ACCOUNT_STREAM_NAMES),
                    String.join(", ", ACCOUNT_STREAM_NAMES),
                    "which streams are recorded of each of `exchange.users`; `activeAssetData` of"
                            + " each perpetual that is collected");
    public static final SettingKey<Integer> MAX_CONNECTIONS =
            key(
                    "exchange.max-connections",
                    wholeNumber(1, 1_000),
                    "10",
                    "connections that the exchange allows an IP address; never exceeded, like all"
                            + " limits here: what does not fit is refused at the start, what is"
                            + " too fast waits");
    public static final SettingKey<Integer> MAX_CONNECTIONS_PER_MINUTE =
            key(
                    "exchange.max-connections-per-minute",
                    wholeNumber(1, 10_000),
                    "30",
                    "new connections a minute that the exchange allows an IP address");
    public static final SettingKey<Integer> MAX_SUBSCRIPTIONS =
            key(
                    "exchange.max-subscriptions",
                    wholeNumber(1, 1_000_000),
                    "1000",
                    "subscriptions that the exchange allows an IP address");
    public static final SettingKey<Integer> MAX_USERS =
            key(
                    "exchange.max-users",
                    wholeNumber(1, 10_000),
                    "10",
                    "addresses whose account streams the exchange gives an IP address");
    public static final SettingKey<Integer> MAX_MESSAGES_PER_MINUTE =
            key(
                    "exchange.max-messages-per-minute",
                    wholeNumber(60, 1_000_000),
                    "2000",
                    "messages a minute that the exchange takes from an IP address");
    public static final SettingKey<Optional<Path>> JOURNAL =
            key(
                    "exchange.journal",
                    optionalLocalPath("a local folder"),
                    "data/journal",
                    "folder of the frame journal; empty turns it off");
    public static final SettingKey<Long> JOURNAL_SIZE =
            key(
                    "exchange.journal-size",
                    size("16 MiB", "16 TiB"),
                    "1 GiB",
                    "how large the journal may grow; then the oldest frames go that were read on,"
                            + " and if all were not, the connection is closed until they are");
    public static final SettingKey<FsyncPolicy> JOURNAL_FSYNC =
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

    private ExchangeKeys() {}

    static List<SettingKey<?>> all() {
        return Collections.unmodifiableList(REGISTERED);
    }

    private static <T> SettingKey<T> key(
            String name, ValueType<T> type, String defaultText, String description) {
        SettingKey<T> key = new SettingKey<>(name, type, defaultText, description);
        REGISTERED.add(key);
        return key;
    }
}
