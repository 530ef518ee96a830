package dev.candlewick.sources.hyperliquid;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The streams that the exchange has for an address; it asks for no key. */
public enum AccountStream {
    NOTIFICATION("notification", Place.NOWHERE),
    WEB_DATA("webData3", Place.USER_STATE),
    CLEARINGHOUSE_STATE("clearinghouseState", Place.DATA),
    ALL_DEXS_CLEARINGHOUSE_STATE("allDexsClearinghouseState", Place.DATA),
    SPOT_STATE("spotState", Place.DATA),
    OPEN_ORDERS("openOrders", Place.DATA),
    TWAP_STATES("twapStates", Place.DATA),
    ORDER_UPDATES("orderUpdates", Place.NOWHERE),
    USER_EVENTS("userEvents", "user", Place.NOWHERE),
    USER_FILLS("userFills", Place.DATA),
    USER_FUNDINGS("userFundings", Place.DATA),
    USER_NON_FUNDING_LEDGER_UPDATES("userNonFundingLedgerUpdates", Place.DATA),
    USER_HISTORICAL_ORDERS("userHistoricalOrders", Place.DATA),
    USER_TWAP_SLICE_FILLS("userTwapSliceFills", Place.DATA),
    USER_TWAP_HISTORY("userTwapHistory", Place.DATA),

    /** One for each perpetual as well. */
    ACTIVE_ASSET_DATA("activeAssetData", Place.DATA);

    /** Where the frames of a stream name the address. */
    enum Place {
        DATA,
        USER_STATE,
        NOWHERE
    }

    private final String type;
    private final String channel;
    private final Place place;

    AccountStream(String type, Place place) {
        this(type, type, place);
    }

    AccountStream(String type, String channel, Place place) {
        this.type = type;
        this.channel = channel;
        this.place = place;
    }

    /** The stream of that name in subscriptions. */
    public static Optional<AccountStream> ofType(String type) {
        return Arrays.stream(values()).filter(stream -> stream.type.equals(type)).findFirst();
    }

    /** Its name in subscriptions. */
    public String type() {
        return type;
    }

    /** Its name in frames. */
    String channel() {
        return channel;
    }

    Place place() {
        return place;
    }

    /** Whether it is subscribed for an address and a coin, not for an address alone. */
    public boolean isOfACoin() {
        return this == ACTIVE_ASSET_DATA;
    }

    public Subscription of(String user) {
        return new Subscription(Map.of("type", type, "user", user));
    }

    public Subscription of(String user, String coin) {
        return new Subscription(Map.of("type", type, "user", user, "coin", coin));
    }
}
