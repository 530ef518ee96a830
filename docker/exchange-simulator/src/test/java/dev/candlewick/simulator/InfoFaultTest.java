package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripted faults of the info endpoint. */
@Timeout(60)
class InfoFaultTest {

    private static final String META = "{\"type\":\"meta\"}";

    @Test
    void complaintsHaveTheBodyNull() throws Exception {
        try (ExchangeSimulator exchange = start(InfoFault.limit(1), InfoFault.fail(2))) {
            assertAnswer(post(exchange, META), 429, "application/json", "null");
            assertAnswer(post(exchange, META), 500, "application/json", "null");
            assertAnswer(post(exchange, META), 500, "application/json", "null");
            assertThat(post(exchange, META).statusCode()).isEqualTo(200);
            assertThat(exchange.counters().infoRequests()).containsExactly(META, META, META, META);
        }
    }

    @Test
    void aProxyAnswersWithAPage() throws Exception {
        try (ExchangeSimulator exchange = start(InfoFault.badGateway(1))) {
            HttpResponse<String> page = post(exchange, META);
            assertThat(page.statusCode()).isEqualTo(502);
            assertThat(page.headers().firstValue("content-type")).hasValue("text/html");
            assertThat(page.body()).startsWith("<html>");
        }
    }

    @Test
    void anAnswerIsCutOff() throws Exception {
        try (ExchangeSimulator exchange = start(InfoFault.truncate(1))) {
            HttpResponse<String> cut = post(exchange, META);
            assertThat(cut.statusCode()).isEqualTo(200);
            assertThat(Json.parse(cut.body()).isMissingNode()).isTrue();
        }
    }

    @Test
    void aSlowAnswerComesLate() throws Exception {
        Duration delay = Duration.ofMillis(300);
        try (ExchangeSimulator exchange = start(InfoFault.slow(delay, 1))) {
            long asked = System.nanoTime();
            assertThat(post(exchange, META).statusCode()).isEqualTo(200);
            assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(delay.toNanos());
        }
    }

    @Test
    void connectionsAreRefusedForAWhileAndThenThePortIsTheSame() throws Exception {
        try (ExchangeSimulator exchange =
                start(InfoFault.refuseConnections(Duration.ofSeconds(1)))) {
            URI url = exchange.restUrl();
            assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                    .isInstanceOf(ConnectException.class);
            await(() -> answers(exchange));
            assertThat(exchange.restUrl()).isEqualTo(url);
        }
    }

    @Test
    void emptyMinutesComeLate() throws Exception {
        Tape tape =
                TestTapes.trades("BTC", 1, 2)
                        .frame(TestTapes.at(185), TestTapes.bbo("BTC", 185))
                        .build();
        assertThat(candles(tape)).isEqualTo(4);
        assertThat(candles(tape, InfoFault.publishEmptyCandlesLate(Duration.ofSeconds(60))))
                .isEqualTo(2);
    }

    private static int candles(Tape tape, Fault... faults) throws Exception {
        try (ExchangeSimulator exchange = start(tape, faults);
                TestClient client = TestClient.connect(exchange)) {
            client.subscribe("trades", "BTC").awaitClosed();
            JsonNode rows =
                    Json.parse(
                            post(
                                            exchange,
                                            "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"BTC\",\"interval\":\"1m\",\"startTime\":0}}")
                                    .body());
            return rows.size();
        }
    }

    private static void assertAnswer(
            HttpResponse<String> answer, int status, String type, String body) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue(type);
        assertThat(answer.body()).isEqualTo(body);
    }

    private static boolean answers(ExchangeSimulator exchange) {
        try {
            return post(exchange, META).statusCode() == 200;
        } catch (Exception stillClosed) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static ExchangeSimulator start(Fault... faults) throws InterruptedException {
        return start(TestTapes.trades("BTC", 1, 3).build(), faults);
    }

    private static ExchangeSimulator start(Tape tape, Fault... faults) throws InterruptedException {
        Script.Builder script = Script.builder();
        for (Fault fault : faults) {
            script.atStart(fault);
        }
        return ExchangeSimulator.builder()
                .tape(tape)
                .maxSpeed()
                .script(script.build())
                .build()
                .start();
    }

    private static HttpResponse<String> post(ExchangeSimulator to, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(to.restUrl().resolve("/info"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
