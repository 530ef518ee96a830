package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred seconds of a coin that trades once a second: what the exchange tells besides. */
class BulletinsTest {

    private static final String USER = "0x00000000000000000000000000000000000000ab";

    private ExchangeSimulator exchange;
    private TestClient client;

    @BeforeEach
    void play() throws Exception {
        exchange =
                ExchangeSimulator.builder()
                        .tape(TestTapes.trades("BTC", 1, 100).build())
                        .maxSpeed()
                        .extraCoins("@1")
                        .build()
                        .start();
        client = TestClient.connect(exchange);
    }

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

    @Test
    void midsComeEveryFiveSeconds() throws Exception {
        List<JsonNode> mids = play("{\"type\":\"allMids\"}", "allMids");

        assertThat(mids).hasSizeBetween(20, 22);
        assertThat(mids.get(1).toString()).matches("\\{\"mids\":\\{\"BTC\":\"\\d+\\.0\"}}");
    }

    @Test
    void aCandleFormsFromTheTradesAndNeverSaysThatItIsClosed() throws Exception {
        List<JsonNode> candles =
                play("{\"type\":\"candle\",\"coin\":\"BTC\",\"interval\":\"1m\"}", "candle");

        JsonNode last = candles.get(candles.size() - 1);
        assertThat(last.path("t").longValue()).isEqualTo(TestTapes.at(60).toEpochMilli());
        assertThat(last.path("n").intValue()).isBetween(39, 41);
        assertThat(last.path("o").textValue()).isEqualTo("160.0");
        assertThat(candles).hasSizeBetween(95, 101);
    }

    @Test
    void contextsComeEverySecond() throws Exception {
        assertThat(play("{\"type\":\"activeAssetCtx\",\"coin\":\"BTC\"}", "activeAssetCtx"))
                .hasSizeBetween(98, 102)
                .allMatch(data -> data.path("ctx").has("markPx"));
        assertThat(client.received()).noneMatch(text -> text.contains("spot"));
    }

    @Test
    void packedContextsAreWholeAtFirstAndThenWhatChanged() throws Exception {
        List<JsonNode> packed = play("{\"type\":\"fastAssetCtxs\"}", "fastAssetCtxs");

        assertThat(unpacked(packed.get(0)).toString()).contains("BTC", "@1");
        assertThat(unpacked(packed.get(packed.size() - 1)).toString())
                .matches("\\{\"BTC\":\\{\"markPx\":\"\\d+\\.0\",\"midPx\":\"\\d+\\.0\"}}");
    }

    @Test
    void contextsOfAllComeInTheOrderOfTheNames() throws Exception {
        List<JsonNode> all = play("{\"type\":\"allDexsAssetCtxs\"}", "allDexsAssetCtxs");

        assertThat(all.get(0).path("ctxs").path(0).path(1)).hasSize(2);
        assertThat(all).hasSizeBetween(7, 9);
    }

    @Test
    void anAccountStreamRepeatsItsHistoryOnceAndSaysSo() throws Exception {
        List<JsonNode> fills =
                play("{\"type\":\"userFills\",\"user\":\"%s\"}".formatted(USER), "userFills");

        assertThat(fills.get(0).path("isSnapshot").booleanValue()).isTrue();
        assertThat(fills.subList(1, fills.size()))
                .hasSizeGreaterThan(15)
                .noneMatch(data -> data.has("isSnapshot"))
                .allMatch(data -> data.path("user").textValue().equals(USER));
    }

    @Test
    void anEventOfAnAccountHasNoHistory() throws Exception {
        assertThat(play("{\"type\":\"userEvents\",\"user\":\"%s\"}".formatted(USER), "user"))
                .hasSizeBetween(19, 21)
                .allMatch(data -> data.has("fills"));
    }

    private List<JsonNode> play(String subscription, String channel) throws Exception {
        client.send("{\"method\":\"subscribe\",\"subscription\":" + subscription + "}");
        client.subscribe("trades", "BTC");
        client.awaitClosed();
        List<JsonNode> data = new ArrayList<>();
        for (String text : client.received()) {
            JsonNode frame = Json.parse(text);
            if (frame.path("channel").asText().equals(channel)) {
                data.add(frame.path("data"));
            }
        }
        return data;
    }

    private static JsonNode unpacked(JsonNode packed) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(packed.textValue());
        try (InflaterInputStream json =
                new InflaterInputStream(new ByteArrayInputStream(bytes), new Inflater(true))) {
            return Json.MAPPER.readTree(json);
        }
    }
}
