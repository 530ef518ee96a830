package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Scripted faults of the sentiment index, whose newest recorded reading is 51 on 2025-09-04. */
class SentimentFaultTest {

    private static final LocalDate LAST_DAY = LocalDate.parse("2025-09-04");

    @Test
    void aPageComesInsteadOfTheAnswer() throws Exception {
        try (ExchangeSimulator exchange =
                start(SentimentFault.limit(1), SentimentFault.badGateway(2))) {
            assertPage(exchange, 429);
            assertPage(exchange, 502);
            assertPage(exchange, 502);
            assertThat(SentimentClient.json(exchange, "").path("data")).hasSize(1);
            assertThat(exchange.counters().sentimentRequests()).isEqualTo(4);
        }
    }

    @Test
    void anAnswerIsCutOff() throws Exception {
        try (ExchangeSimulator exchange = start(SentimentFault.truncate(1))) {
            HttpResponse<String> cut = SentimentClient.get(exchange, "?limit=10");
            assertThat(cut.statusCode()).isEqualTo(200);
            assertThat(Json.parse(cut.body()).isMissingNode()).isTrue();
            assertThat(SentimentClient.get(exchange, "?limit=10").body()).startsWith(cut.body());
        }
    }

    @Test
    void theProviderReportsAnError() throws Exception {
        try (ExchangeSimulator exchange = start(SentimentFault.error("try \"later\"", 1))) {
            JsonNode answer = SentimentClient.json(exchange, "");
            assertThat(answer.path("metadata").path("error").asText()).isEqualTo("try \"later\"");
            assertThat(answer.has("data")).isFalse();
        }
    }

    @Test
    void thereIsNoReading() throws Exception {
        try (ExchangeSimulator exchange = start(SentimentFault.empty(1))) {
            JsonNode answer = SentimentClient.json(exchange, "?limit=0");
            assertThat(answer.path("data").isArray()).isTrue();
            assertThat(answer.path("data")).isEmpty();
            assertThat(answer.path("metadata").path("error").isNull()).isTrue();
        }
    }

    @Test
    void aSlowAnswerComesLate() throws Exception {
        Duration delay = Duration.ofMillis(300);
        try (ExchangeSimulator exchange = start(SentimentFault.slow(delay, 1))) {
            long asked = System.nanoTime();
            assertThat(SentimentClient.json(exchange, "").path("data")).hasSize(1);
            assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(delay.toNanos());
        }
    }

    @Test
    void aSlowAnswerHoldsUpNeitherTheOthersNorTheEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> one;
        CompletableFuture<HttpResponse<String>> other;
        try (ExchangeSimulator exchange = start(SentimentFault.slow(Duration.ofHours(1), 1))) {
            one = SentimentClient.getLater(exchange);
            other = SentimentClient.getLater(exchange);
            assertThat(CompletableFuture.anyOf(one, other)).succeedsWithin(TestClient.LIMIT);
        }
        assertThat(CompletableFuture.allOf(one, other)).failsWithin(TestClient.LIMIT);
    }

    @Test
    void aKnownDayGetsAnotherValue() throws Exception {
        try (ExchangeSimulator exchange =
                start(SentimentFault.publish(LAST_DAY.minusDays(1), "76"))) {
            JsonNode rows = SentimentClient.json(exchange, "?limit=0").path("data");
            assertThat(rows).hasSize(91);
            assertThat(rows.findValuesAsText("value")).startsWith("51", "76", "49");
            assertThat(rows.path(1).toString())
                    .isEqualTo(
                            "{\"value\":\"76\",\"value_classification\":\"Extreme Greed\",\"timestamp\":\"1756857600\"}");
        }
    }

    @Test
    void aValueCanBeWhatNoClientMayTake() throws Exception {
        for (String value : new String[] {"abc", "101", "-1", ""}) {
            try (ExchangeSimulator exchange = start(SentimentFault.publish(LAST_DAY, value))) {
                JsonNode rows = SentimentClient.json(exchange, "?limit=2").path("data");
                assertThat(rows.findValuesAsText("value")).containsExactly(value, "55");
                assertThat(rows.path(0).has("time_until_update")).isTrue();
            }
        }
    }

    @Test
    void aNewDayIsPublishedWhenTheTapeGetsThere() throws Exception {
        Fault publish = SentimentFault.publish(LAST_DAY.plusDays(1), "40");
        Script script = Script.builder().at(TestTapes.at(3), publish).build();
        try (ExchangeSimulator exchange = simulator(script);
                TestClient client = TestClient.connect(exchange)) {
            assertThat(values(exchange)).isEqualTo("[\"51\",\"55\"]");
            client.subscribe("trades", "BTC").awaitClosed();
            assertThat(values(exchange)).isEqualTo("[\"40\",\"51\"]");
            JsonNode newest = SentimentClient.json(exchange, "").path("data").path(0);
            assertThat(newest.path("value_classification").asText()).isEqualTo("Fear");
            assertThat(newest.path("timestamp").asText()).isEqualTo("1757030400");
        }
    }

    private static String values(ExchangeSimulator exchange) throws Exception {
        JsonNode rows = SentimentClient.json(exchange, "?limit=2").path("data");
        return Json.MAPPER.valueToTree(rows.findValuesAsText("value")).toString();
    }

    private static void assertPage(ExchangeSimulator exchange, int status) throws Exception {
        HttpResponse<String> response = SentimentClient.get(exchange, "");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/html");
        assertThat(response.body()).startsWith("<html>");
    }

    private static ExchangeSimulator start(Fault... faults) throws InterruptedException {
        Script.Builder script = Script.builder();
        for (Fault fault : faults) {
            script.atStart(fault);
        }
        return simulator(script.build());
    }

    private static ExchangeSimulator simulator(Script script) throws InterruptedException {
        Tape tape = TestTapes.trades("BTC", 1, 3).build();
        return ExchangeSimulator.builder().tape(tape).maxSpeed().script(script).build().start();
    }
}
