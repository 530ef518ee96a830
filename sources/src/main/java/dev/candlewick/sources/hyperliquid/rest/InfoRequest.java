package dev.candlewick.sources.hyperliquid.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.candlewick.functions.model.BarInterval;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * A request to the info endpoint.
 *
 * @param type as the exchange names it
 * @param body JSON
 * @param weight what it counts towards the limit per minute before it is answered
 * @param rowsPerWeight for every so many rows of the answer it counts 1 more; 0 for never
 */
public record InfoRequest(String type, String body, int weight, int rowsPerWeight) {

    /** What every documented request weighs that is not said to weigh something else. */
    public static final int USUAL_WEIGHT = 20;

    private static final int LIGHT_WEIGHT = 2;
    static final int CANDLES_PER_WEIGHT = 60;
    private static final int MICROS_PER_MILLI = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    /** Where requests go. */
    static URI endpoint(URI restUrl) {
        return URI.create(restUrl.toString().replaceAll("/+$", "") + "/info");
    }

    /** How much more the answer turns out to weigh. */
    public int weightOf(int rows) {
        return rowsPerWeight == 0 ? 0 : rows / rowsPerWeight;
    }

    /**
     * The candles of all windows that begin in {@code [from, to)}. The exchange has the newest 5000
     * of an interval.
     */
    public static InfoRequest candleSnapshot(
            String symbol, BarInterval interval, long from, long to) {
        return of(
                "candleSnapshot",
                USUAL_WEIGHT,
                CANDLES_PER_WEIGHT,
                json -> {
                    json.writeObjectFieldStart("req");
                    json.writeStringField("coin", symbol);
                    json.writeStringField("interval", interval.label());
                    json.writeNumberField("startTime", Math.floorDiv(from, MICROS_PER_MILLI));
                    // The window that holds the end is returned too: ask for its last millisecond.
                    json.writeNumberField("endTime", Math.floorDiv(to - 1, MICROS_PER_MILLI));
                    json.writeEndObject();
                });
    }

    /**
     * @param dex empty for the main one
     */
    public static InfoRequest meta(String dex) {
        return of("meta", USUAL_WEIGHT, 0, json -> writeDex(json, dex));
    }

    public static InfoRequest metaAndAssetCtxs(String dex) {
        return of("metaAndAssetCtxs", USUAL_WEIGHT, 0, json -> writeDex(json, dex));
    }

    public static InfoRequest spotMeta() {
        return of("spotMeta", USUAL_WEIGHT, 0, json -> {});
    }

    public static InfoRequest spotMetaAndAssetCtxs() {
        return of("spotMetaAndAssetCtxs", USUAL_WEIGHT, 0, json -> {});
    }

    public static InfoRequest perpDexs() {
        return of("perpDexs", USUAL_WEIGHT, 0, json -> {});
    }

    public static InfoRequest exchangeStatus() {
        return of("exchangeStatus", LIGHT_WEIGHT, 0, json -> {});
    }

    private static void writeDex(JsonGenerator json, String dex) throws IOException {
        if (!dex.isEmpty()) {
            json.writeStringField("dex", dex);
        }
    }

    private interface Parameters {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static InfoRequest of(
            String type, int weight, int rowsPerWeight, Parameters parameters) {
        StringWriter body = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            parameters.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return new InfoRequest(type, body.toString(), weight, rowsPerWeight);
    }
}
