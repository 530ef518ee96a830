package dev.candlewick.sources.hyperliquid.info;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.candlewick.functions.model.BarInterval;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

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
    private static final int CANDLES_PER_WEIGHT = 60;
    private static final int ROWS_PER_WEIGHT = 20;
    private static final int MICROS_PER_MILLI = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

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
                    writeSpan(json, from, to);
                    json.writeEndObject();
                });
    }

    /** A window that the end lies in is returned, so the end asked for is its last millisecond. */
    private static void writeSpan(JsonGenerator json, long from, long to) throws IOException {
        json.writeNumberField("startTime", Math.floorDiv(from, MICROS_PER_MILLI));
        json.writeNumberField("endTime", Math.floorDiv(to - 1, MICROS_PER_MILLI));
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

    public static InfoRequest allMids(String dex) {
        return of("allMids", LIGHT_WEIGHT, 0, json -> writeDex(json, dex));
    }

    public static InfoRequest l2Book(String symbol) {
        return of("l2Book", LIGHT_WEIGHT, 0, json -> json.writeStringField("coin", symbol));
    }

    /** A few dozen, newest first. */
    public static InfoRequest recentTrades(String symbol) {
        return of(
                "recentTrades",
                USUAL_WEIGHT,
                ROWS_PER_WEIGHT,
                json -> json.writeStringField("coin", symbol));
    }

    /** At most 500 rows, oldest first. */
    public static InfoRequest fundingHistory(String symbol, long from, long to) {
        return of(
                "fundingHistory",
                USUAL_WEIGHT,
                ROWS_PER_WEIGHT,
                json -> {
                    json.writeStringField("coin", symbol);
                    writeSpan(json, from, to);
                });
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
