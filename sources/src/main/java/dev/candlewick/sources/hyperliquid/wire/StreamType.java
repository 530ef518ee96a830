package dev.candlewick.sources.hyperliquid.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every stream that the exchange offers: how it is subscribed, decoded and stored. */
@SuppressWarnings("ImmutableEnumChecker") // decoders have no state, and the lists are copies
public enum StreamType {
    TRADES("trades", Shape.OF_COIN, "trades", new TradesDecoder()),
    BBO("bbo", Shape.OF_COIN, "bbo", BookDecoder::decodeBest),
    BOOK("l2Book", Shape.OF_COIN, "books", BookDecoder::decodeBook),
    CANDLE("candle", Shape.OF_COIN_AND_INTERVAL, "exchange_candles", new CandleDecoder()),
    ASSET_CONTEXT(
            "activeAssetCtx", Shape.OF_COIN, "asset_contexts", ContextDecoder::decodePerpetual),
    ALL_MIDS("allMids", Shape.OF_ALL, "mids", new MidsDecoder()),
    FAST_ASSET_CONTEXTS(
            "fastAssetCtxs", Shape.OF_ALL, "asset_contexts", new ContextChangesDecoder()),
    ASSET_CONTEXTS("assetCtxs", Shape.OF_ALL, "asset_contexts", ContextDecoder::decodeOfDex),
    SPOT_ASSET_CONTEXTS(
            "spotAssetCtxs", Shape.OF_ALL, "asset_contexts", ContextDecoder::decodeAllSpot),
    ALL_DEXS_ASSET_CONTEXTS(
            "allDexsAssetCtxs", Shape.OF_ALL, "asset_contexts", ContextDecoder::decodeOfAllDexs),
    OUTCOME_META_UPDATES(
            "outcomeMetaUpdates",
            Shape.OF_ALL,
            StreamType.ACCOUNTS,
            new AccountDecoder(AddressPlace.NOWHERE)),

    NOTIFICATION("notification", AddressPlace.NOWHERE),
    WEB_DATA("webData3", AddressPlace.USER_STATE),
    CLEARINGHOUSE_STATE("clearinghouseState", AddressPlace.DATA),
    ALL_DEXS_CLEARINGHOUSE_STATE("allDexsClearinghouseState", AddressPlace.DATA),
    SPOT_STATE("spotState", AddressPlace.DATA),
    OPEN_ORDERS("openOrders", AddressPlace.DATA),
    TWAP_STATES("twapStates", AddressPlace.DATA),
    ORDER_UPDATES("orderUpdates", AddressPlace.NOWHERE),
    USER_EVENTS("userEvents", "user", Shape.OF_USER, AddressPlace.NOWHERE),
    USER_FILLS("userFills", AddressPlace.DATA),
    USER_FUNDINGS("userFundings", AddressPlace.DATA),
    USER_NON_FUNDING_LEDGER_UPDATES("userNonFundingLedgerUpdates", AddressPlace.DATA),
    USER_HISTORICAL_ORDERS("userHistoricalOrders", AddressPlace.DATA),
    USER_TWAP_SLICE_FILLS("userTwapSliceFills", AddressPlace.DATA),
    USER_TWAP_HISTORY("userTwapHistory", AddressPlace.DATA),

    /** One for each perpetual. */
    ACTIVE_ASSET_DATA(
            "activeAssetData", "activeAssetData", Shape.OF_USER_AND_COIN, AddressPlace.DATA);

    /** What a subscription names besides its type. */
    public enum Shape {
        OF_COIN("coin"),
        OF_COIN_AND_INTERVAL("coin", "interval"),
        OF_ALL(),
        OF_USER("user"),
        OF_USER_AND_COIN("user", "coin");

        private final List<String> keys;

        Shape(String... keys) {
            this.keys = List.of(keys);
        }
    }

    /** Where the frames of an account stream name the address. */
    enum AddressPlace {
        DATA,
        USER_STATE,
        NOWHERE
    }

    private static final String ACCOUNTS = "account_events";

    private final String label;
    private final String channel;
    private final Shape shape;
    private final String table;
    private final ChannelDecoder decoder;
    private final AddressPlace addressPlace;

    StreamType(String label, Shape shape, String table, ChannelDecoder decoder) {
        this(label, label, shape, table, decoder, AddressPlace.NOWHERE);
    }

    StreamType(String label, AddressPlace place) {
        this(label, label, Shape.OF_USER, place);
    }

    StreamType(String label, String channel, Shape shape, AddressPlace place) {
        this(label, channel, shape, ACCOUNTS, new AccountDecoder(place), place);
    }

    StreamType(
            String label,
            String channel,
            Shape shape,
            String table,
            ChannelDecoder decoder,
            AddressPlace addressPlace) {
        this.label = label;
        this.channel = channel;
        this.shape = shape;
        this.table = table;
        this.decoder = decoder;
        this.addressPlace = addressPlace;
    }

    /** The stream of that name in subscriptions. */
    public static Optional<StreamType> ofLabel(String label) {
        return Arrays.stream(values()).filter(stream -> stream.label.equals(label)).findFirst();
    }

    /** The streams of these shapes, in their order. */
    public static List<StreamType> ofShape(Shape... shapes) {
        List<Shape> wanted = List.of(shapes);
        return Arrays.stream(values()).filter(stream -> wanted.contains(stream.shape)).toList();
    }

    /** Its name in subscriptions, and in settings. */
    public String label() {
        return label;
    }

    /** Its name in frames. */
    public String channel() {
        return channel;
    }

    public Shape shape() {
        return shape;
    }

    /** The table that its rows go to. */
    public String table() {
        return table;
    }

    ChannelDecoder decoder() {
        return decoder;
    }

    AddressPlace addressPlace() {
        return addressPlace;
    }

    /**
     * @param values of what its shape names, in that order
     */
    public Subscription of(String... values) {
        if (values.length != shape.keys.size()) {
            throw new IllegalArgumentException(
                    "%s takes %s, not %s".formatted(label, shape.keys, List.of(values)));
        }
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("type", label));
        for (int i = 0; i < values.length; i++) {
            parameters.put(shape.keys.get(i), values[i]);
        }
        return new Subscription(parameters);
    }
}
