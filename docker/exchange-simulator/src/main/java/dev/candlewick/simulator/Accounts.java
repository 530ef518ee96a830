package dev.candlewick.simulator;

import java.util.Optional;
import java.util.Set;

/**
 * What the exchange says of accounts. No tape holds any, so each address has the same small
 * account, in which something happens at every turn.
 */
final class Accounts {

    /** The one stream that is of an address and a coin. */
    static final String OF_A_COIN = "activeAssetData";

    static final Set<String> STREAMS =
            Set.of(
                    "notification",
                    "webData3",
                    "clearinghouseState",
                    "allDexsClearinghouseState",
                    "spotState",
                    "openOrders",
                    "twapStates",
                    "orderUpdates",
                    "userEvents",
                    "userFills",
                    "userFundings",
                    "userNonFundingLedgerUpdates",
                    "userHistoricalOrders",
                    "userTwapSliceFills",
                    "userTwapHistory",
                    OF_A_COIN);

    /** Streams that begin with the first thing that happens. */
    private static final Set<String> WITHOUT_SNAPSHOT =
            Set.of("notification", "orderUpdates", "userEvents");

    /** Streams whose first frame repeats history, and says so. */
    private static final Set<String> WITH_HISTORY =
            Set.of(
                    "userFills",
                    "userFundings",
                    "userNonFundingLedgerUpdates",
                    "userHistoricalOrders",
                    "userTwapSliceFills",
                    "userTwapHistory");

    private static final String STATE =
            "{\"marginSummary\":{\"accountValue\":\"1000.0\",\"totalNtlPos\":\"0.0\","
                    + "\"totalRawUsd\":\"1000.0\",\"totalMarginUsed\":\"0.0\"},"
                    + "\"withdrawable\":\"1000.0\",\"assetPositions\":[],\"time\":$time}";
    private static final String ORDER =
            "{\"coin\":\"BTC\",\"side\":\"B\",\"limitPx\":\"100000.0\",\"sz\":\"0.01\",\"oid\":77,"
                    + "\"timestamp\":$time,\"origSz\":\"0.01\"}";
    private static final String FILL =
            "{\"coin\":\"BTC\",\"px\":\"100000.0\",\"sz\":\"0.01\",\"side\":\"B\",\"time\":$time,"
                    + "\"startPosition\":\"0.0\",\"dir\":\"Open Long\",\"closedPnl\":\"0.0\","
                    + "\"hash\":\"0x00\",\"oid\":77,\"crossed\":true,\"fee\":\"0.25\","
                    + "\"tid\":$time,\"feeToken\":\"USDC\",\"twapId\":null}";
    private static final String TWAP =
            "{\"coin\":\"BTC\",\"user\":\"$user\",\"side\":\"B\",\"sz\":\"0.01\","
                    + "\"executedSz\":\"0.0\",\"executedNtl\":\"0.0\",\"minutes\":30,"
                    + "\"reduceOnly\":false,\"randomize\":false,\"timestamp\":$time}";

    private Accounts() {}

    /**
     * The frame of a stream.
     *
     * @param first whether it is the first after a subscribe; some streams have none then
     */
    static Optional<String> frame(StreamKey stream, boolean first, long timeMillis) {
        String type = stream.type();
        if (first && WITHOUT_SNAPSHOT.contains(type)) {
            return Optional.empty();
        }
        String channel = type.equals("userEvents") ? "user" : type;
        String snapshot = first && WITH_HISTORY.contains(type) ? "\"isSnapshot\":true," : "";
        return Optional.of(
                "{\"channel\":\"%s\",\"data\":%s}"
                        .formatted(channel, data(type))
                        .replace("$snapshot", snapshot)
                        .replace("$user", stream.variant())
                        .replace("$coin", Json.quote(stream.coin()))
                        .replace("$seconds", Long.toString(timeMillis / 1_000))
                        .replace("$time", Long.toString(timeMillis)));
    }

    private static String data(String type) {
        return switch (type) {
            case "notification" -> "{\"notification\":\"Order 77 was filled\"}";
            case "webData3" ->
                    "{\"userState\":{\"agentAddress\":null,\"agentValidUntil\":null,"
                            + "\"cumLedger\":\"1000.0\",\"serverTime\":$time,\"isVault\":false,"
                            + "\"user\":\"$user\"},\"perpDexStates\":[{\"totalVaultEquity\":\"0.0\"}]}";
            case "clearinghouseState" ->
                    "{\"dex\":\"\",\"user\":\"$user\",\"clearinghouseState\":" + STATE + "}";
            case "allDexsClearinghouseState" ->
                    "{\"user\":\"$user\",\"clearinghouseStates\":[[\"\"," + STATE + "]]}";
            case "spotState" ->
                    "{\"user\":\"$user\",\"spotState\":{\"balances\":[{\"coin\":\"USDC\",\"token\":0,"
                            + "\"total\":\"1000.0\",\"hold\":\"0.0\",\"entryNtl\":\"0.0\"}]}}";
            case "openOrders" -> "{\"dex\":\"\",\"user\":\"$user\",\"orders\":[" + ORDER + "]}";
            case "twapStates" -> "{\"dex\":\"\",\"user\":\"$user\",\"states\":[[7," + TWAP + "]]}";
            case "orderUpdates" ->
                    "[{\"order\":" + ORDER + ",\"status\":\"open\",\"statusTimestamp\":$time}]";
            case "userEvents" -> "{\"fills\":[" + FILL + "]}";
            case "userFills" -> rows("fills", FILL);
            case "userFundings" ->
                    rows(
                            "fundings",
                            "{\"time\":$time,\"coin\":\"BTC\",\"usdc\":\"-0.1\",\"szi\":\"0.01\","
                                    + "\"fundingRate\":\"0.0000125\",\"nSamples\":null}");
            case "userNonFundingLedgerUpdates" ->
                    rows(
                            "nonFundingLedgerUpdates",
                            "{\"time\":$time,\"hash\":\"0x00\",\"delta\":{\"type\":\"deposit\","
                                    + "\"usdc\":\"1000.0\"}}");
            case "userHistoricalOrders" ->
                    rows(
                            "orderHistory",
                            "{\"order\":"
                                    + ORDER
                                    + ",\"status\":\"filled\",\"statusTimestamp\":$time}");
            case "userTwapSliceFills" ->
                    rows("twapSliceFills", "{\"fill\":" + FILL + ",\"twapId\":7}");
            case "userTwapHistory" ->
                    rows(
                            "history",
                            "{\"time\":$seconds,\"state\":"
                                    + TWAP
                                    + ",\"status\":{\"status\":\"activated\"},\"twapId\":7}");
            case OF_A_COIN ->
                    "{\"user\":\"$user\",\"coin\":$coin,\"leverage\":{\"type\":\"cross\",\"value\":20},"
                            + "\"maxTradeSzs\":[\"1.0\",\"1.0\"],\"availableToTrade\":[\"10.0\",\"10.0\"],"
                            + "\"markPx\":\"100000.0\"}";
            default -> throw new IllegalArgumentException("no account stream: " + type);
        };
    }

    private static String rows(String name, String row) {
        return "{$snapshot\"user\":\"$user\",\"" + name + "\":[" + row + "]}";
    }
}
