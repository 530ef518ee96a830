package dev.candlewick.sources.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JavaHttpFetcherTest {

    private static final int MAX_BYTES = 10_000;

    private TestingHttpServer server;
    private JavaHttpFetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        server = new TestingHttpServer();
        fetcher = new JavaHttpFetcher(Duration.ofSeconds(20), MAX_BYTES);
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.close();
    }

    private HttpOutcome ask(HttpFetcher by) throws Exception {
        return by.send(HttpQuery.get(server.uri("/x"))).get(30, TimeUnit.SECONDS);
    }

    private HttpAnswer answer() throws Exception {
        return (HttpAnswer) ask(fetcher);
    }

    private void assertFails(HttpFetcher by, HttpFailure.Kind kind) throws Exception {
        assertThat(ask(by))
                .isInstanceOfSatisfying(
                        HttpFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void handsAnAnswerOverAsItCame() throws Exception {
        server.then(200, "application/json; charset=utf-8", "{\"a\":\"ü\"}");

        HttpAnswer answer = answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.isJson()).isTrue();
        assertThat(answer.body()).isEqualTo("{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void postsJson() throws Exception {
        server.then(
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    String type = exchange.getRequestHeaders().getFirst("Content-Type");
                    exchange.getResponseHeaders().set("Content-Type", type);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        HttpQuery query = HttpQuery.post(server.uri("/info"), "{\"type\":\"meta\"}");

        HttpAnswer answer = (HttpAnswer) fetcher.send(query).get(30, TimeUnit.SECONDS);

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.body()).asString().isEqualTo("{\"type\":\"meta\"}");
    }

    @Test
    void aRefusalIsAnAnswerThatNamesItsPause() throws Exception {
        server.then(
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "17");
                    exchange.sendResponseHeaders(429, -1);
                });

        HttpAnswer answer = answer();

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(answer.retryAfterSeconds()).isEqualTo(17);
    }

    @Test
    void ofABodyThatIsNotParsedOnlyTheBeginningIsKept() throws Exception {
        server.then(502, "text/html", "<html>" + "x".repeat(3 * MAX_BYTES));

        HttpAnswer answer = answer();

        assertThat(answer.isJson()).isFalse();
        assertThat(answer.body()).hasSize(4096).asString().startsWith("<html>");
    }

    @Test
    void anAnswerBeyondTheBoundIsGivenUp() throws Exception {
        server.thenJson("[" + "1,".repeat(MAX_BYTES) + "1]");

        assertFails(fetcher, HttpFailure.Kind.TOO_LARGE);
    }

    @Test
    void aSilentServerTimesOut() throws Exception {
        server.thenStall();

        assertFails(impatient(), HttpFailure.Kind.TIMEOUT);
    }

    @Test
    void aServerThatNeverEndsItsAnswerTimesOut() throws Exception {
        server.thenTrickle();

        assertFails(impatient(), HttpFailure.Kind.TIMEOUT);
    }

    private static JavaHttpFetcher impatient() {
        return new JavaHttpFetcher(Duration.ofMillis(200), MAX_BYTES);
    }

    @Test
    void aServerThatHangsUpOrIsGoneIsUnreachable() throws Exception {
        server.thenHangUp();
        assertFails(fetcher, HttpFailure.Kind.UNREACHABLE);

        URI gone = server.uri("/x");
        server.close();

        assertThat(fetcher.send(HttpQuery.get(gone)).get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        HttpFailure.class,
                        failure ->
                                assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNREACHABLE));
    }

    @Test
    void aRequestCanBeGivenUp() {
        server.thenStall();
        CompletableFuture<HttpOutcome> request = fetcher.send(HttpQuery.get(server.uri("/x")));

        assertThat(request.cancel(true)).isTrue();
        assertThat(request).isCancelled();
    }
}
