package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the exchange lists, as bodies of its own: {@code metaAndAssetCtxs} of each perpetual market,
 * {@code spotMetaAndAssetCtxs} and {@code perpDexs}. Immutable.
 */
public final class Listings {

    private static final String MAIN = "";
    private static final String RECORDED = "/listings/metaAndAssetCtxs_20250822.json";

    private final Map<String, JsonNode> perpetuals;
    private final JsonNode spot;
    private final JsonNode dexs;

    private Listings(Map<String, JsonNode> perpetuals, JsonNode spot, JsonNode dexs) {
        this.perpetuals = perpetuals;
        this.spot = spot;
        this.dexs = dexs;
    }

    /** The main market as it was recorded on 2025-08-22: 203 assets, 32 of them delisted. */
    public static Listings recorded() {
        try (InputStream body = Listings.class.getResourceAsStream(RECORDED)) {
            return of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RECORDED + " cannot be read", e);
        }
    }

    /**
     * @param metaAndAssetCtxs of the main market
     */
    public static Listings of(String metaAndAssetCtxs) {
        return new Listings(
                Map.of(MAIN, pair(metaAndAssetCtxs)),
                Json.parse("[{\"universe\":[],\"tokens\":[]},[]]"),
                Json.parse("[null]"));
    }

    /** With a builder's market, which {@code perpDexs} has to name. */
    public Listings withDex(String name, String metaAndAssetCtxs) {
        Map<String, JsonNode> more = new LinkedHashMap<>(perpetuals);
        more.put(name, pair(metaAndAssetCtxs));
        return new Listings(more, spot, dexs);
    }

    public Listings withSpot(String spotMetaAndAssetCtxs) {
        return new Listings(perpetuals, pair(spotMetaAndAssetCtxs), dexs);
    }

    public Listings withPerpDexs(String perpDexs) {
        return new Listings(perpetuals, spot, Json.parse(perpDexs));
    }

    private static JsonNode pair(String body) {
        JsonNode pair = Json.parse(body);
        if (!pair.isArray() || pair.size() != 2) {
            throw new IllegalArgumentException("not a list of assets and their contexts");
        }
        return pair;
    }

    /** Empty if there is no such market. */
    Optional<JsonNode> metaAndContexts(String dex) {
        return Optional.ofNullable(perpetuals.get(dex));
    }

    JsonNode spotMetaAndContexts() {
        return spot;
    }

    JsonNode perpDexs() {
        return dexs;
    }

    /** The decimals of the sizes of every asset, by the name on the wire. */
    Map<String, Integer> sizeDecimals() {
        Map<String, Integer> decimals = new LinkedHashMap<>();
        perpetuals.values().forEach(pair -> addAssets(pair.get(0), decimals));
        spot.get(0)
                .path("universe")
                .forEach(listed -> decimals.put(listed.path("name").asText(), 2));
        return decimals;
    }

    /** The mark price of an asset; empty if none is listed. */
    Optional<String> markPrice(String coin) {
        for (JsonNode pair : perpetuals.values()) {
            JsonNode universe = pair.get(0).path("universe");
            for (int i = 0; i < universe.size(); i++) {
                if (universe.get(i).path("name").asText().equals(coin)) {
                    return Optional.ofNullable(pair.get(1).path(i).path("markPx").textValue());
                }
            }
        }
        return Optional.empty();
    }

    private static void addAssets(JsonNode meta, Map<String, Integer> decimals) {
        meta.path("universe")
                .forEach(
                        listed ->
                                decimals.put(
                                        listed.path("name").asText(),
                                        listed.path("szDecimals").asInt()));
    }
}
