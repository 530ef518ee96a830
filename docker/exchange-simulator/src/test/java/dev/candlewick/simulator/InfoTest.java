package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTTP side, before the tape has begun: what clients would be told first is known already. */
class InfoTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ExchangeSimulator exchange;

    @BeforeAll
    static void start() throws InterruptedException {
        exchange =
                ExchangeSimulator.builder()
                        .tape(
                                Tape.builder()
                                        .trades(TestTapes.at(1), TestTapes.tradeArray("BTC", 1, 3))
                                        .trades(TestTapes.at(1), TestTapes.trade("ETH", 200))
                                        .frame(TestTapes.at(1), TestTapes.l2Book("BTC", 1))
                                        .frame(TestTapes.at(1), TestTapes.bbo("BTC", 1))
                                        .build())
                        .extraCoins("DOGE")
                        .build()
                        .start();
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @Test
    void listsTheUniverse() throws Exception {
        JsonNode universe = json("{\"type\":\"meta\"}").path("universe");
        assertThat(universe.findValuesAsText("name")).containsExactly("BTC", "ETH", "DOGE");
        assertThat(universe.findValuesAsText("szDecimals")).containsExactly("5", "4", "0");
    }

    @Test
    void joinsTheContextsByPosition() throws Exception {
        JsonNode both = json("{\"type\":\"metaAndAssetCtxs\"}");
        assertThat(both.path(0).path("universe")).hasSize(3);
        assertThat(both.path(1)).hasSize(3);
        JsonNode btc = both.path(1).path(0);
        assertThat(btc.path("midPx").asText()).isEqualTo("101.5");
        // 0.5 of each trade at 101, 102 and 103.
        assertThat(btc.path("dayBaseVlm").asText()).isEqualTo("1.5");
        assertThat(btc.path("dayNtlVlm").decimalValue()).isNotNull();
        assertThat(both.path(1).path(2).path("midPx").isNull()).isTrue();
    }

    @Test
    void knowsTheMids() throws Exception {
        assertThat(json("{\"type\":\"allMids\"}").toString())
                .isEqualTo("{\"BTC\":\"101.5\",\"ETH\":\"300.0\"}");
    }

    @Test
    void knowsTheBook() throws Exception {
        assertThat(json("{\"type\":\"l2Book\",\"coin\":\"BTC\"}"))
                .isEqualTo(Json.parse(TestTapes.l2Book("BTC", 1)).path("data"));
        assertThat(json("{\"type\":\"l2Book\",\"coin\":\"NONE\"}").isNull()).isTrue();
        assertThat(json("{\"type\":\"l2Book\",\"coin\":\"DOGE\"}").path("levels"))
                .hasSize(2)
                .allMatch(JsonNode::isEmpty);
    }

    @Test
    void givesRecentTradesNewestFirst() throws Exception {
        assertThat(json("{\"type\":\"recentTrades\",\"coin\":\"BTC\"}").findValuesAsText("tid"))
                .containsExactly("3", "2", "1");
    }

    @Test
    void makesCandlesOfTheTrades() throws Exception {
        long open = TestTapes.START.toEpochMilli();
        JsonNode candles =
                json(
                        "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"BTC\",\"interval\":\"1m\",\"startTime\":%d}}"
                                .formatted(open));
        assertThat(candles.toString())
                .isEqualTo(
                        "[{\"t\":%d,\"T\":%d,\"s\":\"BTC\",\"i\":\"1m\",\"o\":\"101.0\",\"c\":\"103.0\",\"h\":\"103.0\",\"l\":\"101.0\",\"v\":\"1.5\",\"n\":3}]"
                                .formatted(open, open + 59_999));
    }

    @Test
    void refusesAsTheExchangeDoes() throws Exception {
        assertThat(post("{\"type\":\"noSuchType\"}").statusCode()).isEqualTo(422);
        assertThat(post("{\"type\":\"l2Book\"}").statusCode()).isEqualTo(422);
        assertThat(post("no json").statusCode()).isEqualTo(400);
        HttpResponse<String> unknown = post("{\"type\":\"recentTrades\",\"coin\":\"NONE\"}");
        assertThat(unknown.statusCode()).isEqualTo(500);
        assertThat(unknown.body()).isEqualTo("null");
        assertThat(send(request().GET()).statusCode()).isEqualTo(405);
        HttpRequest.BodyPublisher meta = HttpRequest.BodyPublishers.ofString("{\"type\":\"meta\"}");
        assertThat(send(request().POST(meta)).statusCode()).isEqualTo(415);
    }

    private static JsonNode json(String body) throws Exception {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return Json.parse(response.body());
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return post(exchange, body);
    }

    private static HttpResponse<String> post(ExchangeSimulator to, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(to.restUrl().resolve("/info"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(exchange.restUrl().resolve("/info"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
