package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentiment index as Alternative.me would answer, ten hours and a second into a day. */
class SentimentTest {

    private static ExchangeSimulator exchange;

    @BeforeAll
    static void start() throws InterruptedException {
        exchange = simulator().build().start();
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @Test
    void isWhereTheProviderHasIt() {
        assertThat(exchange.sentimentUrl())
                .isEqualTo(exchange.restUrl().resolve("/fng/"))
                .hasScheme("http")
                .hasHost("127.0.0.1");
    }

    @Test
    void givesTheNewestReadingUnlessALimitIsGiven() throws Exception {
        String newest =
                "{\"name\":\"Fear and Greed Index\",\"data\":[{\"value\":\"51\",\"value_classification\":\"Neutral\","
                        + "\"timestamp\":\"1756944000\",\"time_until_update\":\"50399\"}],\"metadata\":{\"error\":null}}";
        assertThat(SentimentClient.json(exchange, "").toString()).isEqualTo(newest);
        assertThat(SentimentClient.json(exchange, "?limit=1&format=json&date_format=").toString())
                .isEqualTo(newest);
    }

    @Test
    void givesAsManyAsAskedForOrAll() throws Exception {
        assertThat(SentimentClient.json(exchange, "?limit=10").path("data")).hasSize(10);
        assertThat(SentimentClient.json(exchange, "?limit=1000").path("data")).hasSize(91);
        JsonNode all = SentimentClient.json(exchange, "?limit=0").path("data");
        assertThat(all).hasSize(91);
        assertThat(all.findValuesAsText("timestamp"))
                .startsWith("1756944000", "1756857600")
                .endsWith("1749168000");
    }

    @Test
    void writesEveryValueAsText() throws Exception {
        for (JsonNode row : SentimentClient.json(exchange, "?limit=0").path("data")) {
            assertThat(row).allMatch(JsonNode::isTextual);
        }
    }

    @Test
    void promisesTheNextReadingInTheNewestOnly() throws Exception {
        JsonNode rows = SentimentClient.json(exchange, "?limit=0").path("data");
        assertThat(rows.path(0).has("time_until_update")).isTrue();
        assertThat(StreamSupport.stream(rows.spliterator(), false).skip(1))
                .noneMatch(row -> row.has("time_until_update"));
    }

    @Test
    void promisesItForTheTapesMidnight() throws Exception {
        try (ExchangeSimulator played = simulator().startAtOnce().maxSpeed().build().start()) {
            assertThat(played.awaitEnd(Duration.ofSeconds(30))).isTrue();
            assertThat(SentimentClient.json(played, "").findValue("time_until_update").asText())
                    .as("two seconds later")
                    .isEqualTo("50397");
        }
    }

    @Test
    void refusesWhatItDoesNotSimulate() throws Exception {
        for (String query : new String[] {"?format=csv", "?date_format=us", "?limit=ten"}) {
            assertThat(SentimentClient.get(exchange, query).statusCode()).isEqualTo(400);
        }
        assertThat(SentimentClient.get(exchange, "other").statusCode()).isEqualTo(404);
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
        HttpRequest.Builder post = HttpRequest.newBuilder(exchange.sentimentUrl()).POST(nothing);
        assertThat(SentimentClient.send(post).statusCode()).isEqualTo(405);
    }

    @Test
    void countsTheRequests() throws Exception {
        try (ExchangeSimulator counting = simulator().build().start()) {
            SentimentClient.get(counting, "?limit=0");
            SentimentClient.get(counting, "");
            assertThat(counting.counters().sentimentRequests()).isEqualTo(2);
            assertThat(counting.counters().sentimentQueries()).containsExactly("limit=0", "");
        }
    }

    @Test
    void servesAnotherHistory(@TempDir Path folder) throws Exception {
        String history =
                "{\"data\":[{\"value\":\"7\",\"timestamp\":\"86400\",\"time_until_update\":\"5\"},{\"value\":\"8\"}]}";
        Path file = Files.writeString(folder.resolve("history.json"), history);
        try (ExchangeSimulator other = simulator().sentimentHistory(file).build().start()) {
            assertThat(SentimentClient.json(other, "?limit=0").path("data").toString())
                    .isEqualTo(
                            "[{\"value\":\"7\",\"timestamp\":\"86400\",\"time_until_update\":\"50399\"},{\"value\":\"8\"}]");
        }
        try (ExchangeSimulator none =
                simulator().sentimentHistory(stream("{\"data\":[]}")).build().start()) {
            assertThat(SentimentClient.json(none, "?limit=0").path("data")).isEmpty();
        }
    }

    @Test
    void saysWhyAHistoryCannotBeRead(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> simulator().sentimentHistory(missing))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(missing.toString(), "no such file");
        Path page = Files.writeString(folder.resolve("page.json"), "<html>");
        assertThatThrownBy(() -> simulator().sentimentHistory(page))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(page.toString(), "array data");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator().sentimentHistory(stream("{\"data\":[1]}")))
                .withMessageContaining("not 1");
    }

    private static SimulatorBuilder simulator() {
        return ExchangeSimulator.builder().tape(TestTapes.trades("BTC", 1, 3).build());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
