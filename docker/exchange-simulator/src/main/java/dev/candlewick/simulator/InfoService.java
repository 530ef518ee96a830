package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Answers info requests as of the tape's position, over HTTP and as posts over WebSocket alike. */
final class InfoService {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long NANOS_OF_MILLI = 1_000_000;
    private static final Answer UNKNOWN_COIN = new Answer(500, "null");
    private static final Answer UNKNOWN_TYPE =
            new Answer(422, "Failed to deserialize the JSON body into the target type");

    /**
     * An HTTP answer; the content type follows from the status.
     *
     * @param rows of the body, if it is a list
     */
    record Answer(int status, String body, int rows) {
        Answer(int status, String body) {
            this(status, body, 0);
        }
    }

    private final Exchange exchange;
    private final Map<String, Integer> sizeDecimals;
    private final Switches switches;

    /**
     * @param sizeDecimals of every known coin, in the order of the universe
     */
    InfoService(Exchange exchange, Map<String, Integer> sizeDecimals, Switches switches) {
        this.exchange = exchange;
        this.sizeDecimals = sizeDecimals;
        this.switches = switches;
    }

    Answer answer(JsonNode request) {
        return exchange.locked(() -> answerLocked(request));
    }

    private Answer answerLocked(JsonNode request) {
        Quotes quotes = new Quotes(exchange.market());
        return switch (request.path("type").asText("")) {
            case "meta" -> ofDex(request, pair -> pair.get(0));
            case "spotMeta" -> ok(spotMeta());
            case "spotMetaAndAssetCtxs" -> spotContexts();
            case "perpDexs" -> ok(perpDexs());
            case "exchangeStatus" -> ok(status());
            case "allPerpMetas" -> ok(NODES.arrayNode().add(mainMarket(quotes).get(0)));
            case "metaAndAssetCtxs" -> ofDex(request, pair -> pair);
            case "allMids" -> ok(mids(quotes));
            case "l2Book" -> request.path("coin").isTextual() ? book(coin(request)) : UNKNOWN_TYPE;
            case "recentTrades" ->
                    request.path("coin").isTextual() ? recentTrades(coin(request)) : UNKNOWN_TYPE;
            case "candleSnapshot" -> candles(request.path("req"));
            default -> UNKNOWN_TYPE;
        };
    }

    private Answer ofDex(JsonNode request, UnaryOperator<JsonNode> part) {
        String dex = request.path("dex").asText("");
        Listings listings = switches.listings.get();
        if (listings != null) {
            return listings.metaAndContexts(dex)
                    .map(part)
                    .map(InfoService::ok)
                    .orElse(UNKNOWN_COIN);
        }
        return dex.isEmpty()
                ? ok(part.apply(mainMarket(new Quotes(exchange.market()))))
                : UNKNOWN_COIN;
    }

    /** Assets and contexts: as listed, or else made from the tape. */
    private JsonNode mainMarket(Quotes quotes) {
        Listings listings = switches.listings.get();
        return listings == null
                ? NODES.arrayNode().add(meta()).add(contexts(quotes))
                : listings.metaAndContexts("").orElseThrow();
    }

    private Answer spotContexts() {
        Listings listings = switches.listings.get();
        return ok(
                listings == null
                        ? NODES.arrayNode().add(spotMeta()).add(NODES.arrayNode())
                        : listings.spotMetaAndContexts());
    }

    private JsonNode perpDexs() {
        Listings listings = switches.listings.get();
        return listings == null ? NODES.arrayNode().addNull() : listings.perpDexs();
    }

    private ObjectNode meta() {
        ArrayNode universe = NODES.arrayNode();
        sizeDecimals.forEach(
                (coin, decimals) ->
                        universe.addObject()
                                .put("name", coin)
                                .put("szDecimals", decimals)
                                .put("maxLeverage", 10)
                                .put("marginTableId", 10));
        ObjectNode tier = NODES.objectNode().put("lowerBound", "0.0").put("maxLeverage", 10);
        ObjectNode table = NODES.objectNode().put("description", "");
        table.set("marginTiers", NODES.arrayNode().add(tier));
        ObjectNode meta = NODES.objectNode();
        meta.set("universe", universe);
        meta.set("marginTables", NODES.arrayNode().add(NODES.arrayNode().add(10).add(table)));
        return meta.put("collateralToken", 0);
    }

    private JsonNode spotMeta() {
        Listings listings = switches.listings.get();
        if (listings != null) {
            return listings.spotMetaAndContexts().get(0);
        }
        ObjectNode meta = NODES.objectNode();
        meta.set("universe", NODES.arrayNode());
        meta.set("tokens", NODES.arrayNode());
        return meta;
    }

    private ObjectNode status() {
        return NODES.objectNode().put("time", nowMillis()).putNull("specialStatuses");
    }

    /** The tape's position is what time it is: nothing is known of what comes after. */
    private long nowMillis() {
        return exchange.market().clockNanos() / NANOS_OF_MILLI;
    }

    private ArrayNode contexts(Quotes quotes) {
        ArrayNode contexts = NODES.arrayNode();
        sizeDecimals.keySet().forEach(coin -> contexts.add(quotes.context(coin)));
        return contexts;
    }

    private ObjectNode mids(Quotes quotes) {
        ObjectNode mids = NODES.objectNode();
        for (String coin : sizeDecimals.keySet()) {
            quotes.mid(coin).ifPresent(mid -> mids.put(coin, mid.toPlainString()));
        }
        return mids;
    }

    private Answer book(String coin) {
        if (!sizeDecimals.containsKey(coin)) {
            return new Answer(200, "null");
        }
        ObjectNode empty = NODES.objectNode().put("coin", coin).put("time", 0);
        empty.set("levels", NODES.arrayNode().add(NODES.arrayNode()).add(NODES.arrayNode()));
        return exchange.market()
                .snapshot(new StreamKey("l2Book", coin, ""))
                .map(text -> ok(Json.parse(text).path("data")))
                .orElse(ok(empty));
    }

    private Answer recentTrades(String coin) {
        if (!sizeDecimals.containsKey(coin)) {
            return UNKNOWN_COIN;
        }
        ArrayNode newestFirst = NODES.arrayNode();
        for (TapeTrade trade : exchange.market().newestTrades(coin)) {
            newestFirst.insert(0, Json.parse(trade.json()));
        }
        return ok(newestFirst);
    }

    private Answer candles(JsonNode asked) {
        String interval = asked.path("interval").asText("");
        if (!asked.path("coin").isTextual()
                || !asked.path("startTime").isIntegralNumber()
                || !SubscriptionParser.INTERVALS.contains(interval)) {
            return UNKNOWN_TYPE;
        }
        if (!sizeDecimals.containsKey(coin(asked))) {
            return UNKNOWN_COIN;
        }
        List<TapeTrade> trades = exchange.market().trades(coin(asked));
        ArrayNode rows = NODES.arrayNode();
        rows.addAll(trades.isEmpty() ? made(asked, interval) : traded(asked, interval, trades));
        return ok(rows);
    }

    private List<ObjectNode> made(JsonNode asked, String interval) {
        Listings listings = switches.listings.get();
        Optional<String> mark =
                listings == null ? Optional.empty() : listings.markPrice(coin(asked));
        return mark.map(
                        price ->
                                MadeCandles.between(
                                        coin(asked),
                                        interval,
                                        new BigDecimal(price),
                                        asked.path("startTime").longValue(),
                                        asked.path("endTime").asLong(Long.MAX_VALUE),
                                        nowMillis()))
                .orElse(List.of());
    }

    private List<ObjectNode> traded(JsonNode asked, String interval, List<TapeTrade> trades) {
        return new Candles(interval, trades)
                .between(
                        asked.path("startTime").longValue(),
                        asked.path("endTime").asLong(Long.MAX_VALUE),
                        nowMillis(),
                        switches.emptyCandlesLateMillis.get());
    }

    private static String coin(JsonNode request) {
        return request.path("coin").asText("");
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, body.toString(), body.isArray() ? body.size() : 0);
    }
}
