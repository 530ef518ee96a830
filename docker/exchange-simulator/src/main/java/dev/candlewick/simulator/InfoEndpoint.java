package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** {@code POST /info} with the exchange's status codes. */
final class InfoEndpoint {

    private final HttpServer server;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "simulator-http"));
    private final InfoService info;
    private final Switches switches;

    /** Throws IllegalStateException when the port cannot be had. */
    InfoEndpoint(int port, InfoService info, Switches switches) {
        this.info = info;
        this.switches = switches;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot listen on port " + port + ": choose another port or 0", e);
        }
        server.createContext("/info", this::handle);
        server.setExecutor(worker);
    }

    void open() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void shut() throws InterruptedException {
        server.stop(0);
        worker.shutdownNow();
        worker.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void handle(HttpExchange http) {
        try (http) {
            String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            InfoService.Answer answer = answer(http, body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean json = answer.status() == 200 || answer.body().equals("null");
            http.getResponseHeaders().set("Content-Type", json ? "application/json" : "text/plain");
            http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            http.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InfoService.Answer answer(HttpExchange http, String body) {
        if (!http.getRequestMethod().equals("POST")) {
            return new InfoService.Answer(405, "");
        }
        String type = http.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            return new InfoService.Answer(
                    415, "Expected request with `Content-Type: application/json`");
        }
        if (Switches.take(switches.requestsToLimit)) {
            return new InfoService.Answer(429, "null");
        }
        if (Switches.take(switches.requestsToFail)) {
            return new InfoService.Answer(500, "null");
        }
        JsonNode request = Json.parse(body);
        return request.isMissingNode()
                ? new InfoService.Answer(400, "Failed to parse the request body as JSON")
                : info.answer(request);
    }
}
