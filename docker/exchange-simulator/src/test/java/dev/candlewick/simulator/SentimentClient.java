package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Asks for the sentiment index over HTTP. */
final class SentimentClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private SentimentClient() {}

    static HttpResponse<String> get(ExchangeSimulator exchange, String query)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(exchange.sentimentUrl().resolve(query)).GET());
    }

    static CompletableFuture<HttpResponse<String>> getLater(ExchangeSimulator exchange) {
        HttpRequest request = HttpRequest.newBuilder(exchange.sentimentUrl()).build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Of a good answer. */
    static JsonNode json(ExchangeSimulator exchange, String query)
            throws IOException, InterruptedException {
        HttpResponse<String> response = get(exchange, query);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return Json.parse(response.body());
    }
}
