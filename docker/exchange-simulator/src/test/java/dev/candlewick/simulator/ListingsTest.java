package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String DEX =
            "[{\"universe\":[{\"name\":\"xyz:XYZ100\",\"szDecimals\":4,\"maxLeverage\":20,"
                    + "\"onlyIsolated\":true}]},[{\"markPx\":\"25000.0\"}]]";

    @Test
    void listsWhatARecordedBodyLists() throws Exception {
        Listings listings =
                Listings.recorded().withDex("xyz", DEX).withPerpDexs("[null,{\"name\":\"xyz\"}]");
        try (ExchangeSimulator exchange = exchange(listings, Integer.MAX_VALUE)) {
            JsonNode main = json(exchange, "{\"type\":\"metaAndAssetCtxs\"}");
            assertThat(main.get(0).path("universe")).hasSize(203);
            assertThat(main.get(1).get(0).path("dayNtlVlm").asText())
                    .isEqualTo("3677355032.5003023148");
            assertThat(json(exchange, "{\"type\":\"meta\",\"dex\":\"xyz\"}"))
                    .isEqualTo(Json.parse(DEX).get(0));
            assertThat(json(exchange, "{\"type\":\"perpDexs\"}").get(1).path("name").asText())
                    .isEqualTo("xyz");
            assertThat(ask(exchange, "{\"type\":\"meta\",\"dex\":\"none\"}").statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void anAssetThatDoesNotTradeHasTheSameCandlesWheneverItIsAsked() throws Exception {
        try (ExchangeSimulator exchange = exchange(Listings.recorded(), Integer.MAX_VALUE)) {
            String request =
                    "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"AVAX\",\"interval\":\"1m\","
                            + "\"startTime\":0,\"endTime\":9999999999999}}";
            assertThat(exchange.awaitEnd(Duration.ofMinutes(1))).isTrue();
            JsonNode candles = json(exchange, request);
            assertThat(candles).hasSize(5_000);
            assertThat(candles.get(1).path("o").asText())
                    .isEqualTo(candles.get(0).path("c").asText());
            assertThat(json(exchange, request)).isEqualTo(candles);
        }
    }

    @Test
    void answersWithWhatAMinuteAllowsAndNoMore() throws Exception {
        try (ExchangeSimulator exchange = exchange(Listings.recorded(), 62)) {
            for (int i = 0; i < 4; i++) {
                int status = ask(exchange, "{\"type\":\"metaAndAssetCtxs\"}").statusCode();
                assertThat(status).isEqualTo(i < 3 ? 200 : 429);
            }
            assertThat(ask(exchange, "{\"type\":\"allMids\"}").statusCode()).isEqualTo(200);
            assertThat(ask(exchange, "{\"type\":\"allMids\"}").statusCode()).isEqualTo(429);
            assertThat(exchange.rateLimit().mostSpentInAWindow()).isEqualTo(62);
            assertThat(exchange.rateLimit().log()).filteredOn(RateLimit.Asked::refused).hasSize(2);
        }
    }

    @Test
    void theRowsOfAnAnswerWeighToo() {
        RateLimit limit = new RateLimit(1_200, Duration.ofMinutes(1));
        JsonNode candles = Json.parse("{\"type\":\"candleSnapshot\"}");
        long minute = 60_000_000_000L;

        assertThat(limit.admits(candles, 0)).isTrue();
        limit.answered(candles, 5_000, 1);
        assertThat(limit.mostSpentInAWindow()).isEqualTo(20 + 83);
        assertThat(limit.admits(candles, minute + 1)).isTrue();
        assertThat(limit.log()).extracting(RateLimit.Asked::weight).isEqualTo(List.of(20, 83, 20));
    }

    private static ExchangeSimulator exchange(Listings listings, int weight) throws Exception {
        return ExchangeSimulator.builder()
                .tape(Tape.builder().trades(TestTapes.at(1), TestTapes.trade("BTC", 200)).build())
                .listings(listings)
                .maxWeightPerMinute(weight)
                .startAtOnce()
                .maxSpeed()
                .build()
                .start();
    }

    private static JsonNode json(ExchangeSimulator exchange, String body) throws Exception {
        return Json.parse(ask(exchange, body).body());
    }

    private static HttpResponse<String> ask(ExchangeSimulator exchange, String body)
            throws Exception {
        URI info = exchange.restUrl().resolve("/info");
        return HTTP.send(
                HttpRequest.newBuilder(info)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
