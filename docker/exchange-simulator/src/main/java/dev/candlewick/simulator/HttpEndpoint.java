package dev.candlewick.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The socket side of HTTP: one port for all that is served. */
final class HttpEndpoint {

    /** Answers the requests to a path. Called by many threads. */
    @FunctionalInterface
    interface Service {
        HttpAnswer answer(HttpExchange http) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    // A slow answer must not hold up the others.
    private final ExecutorService workers =
            Executors.newCachedThreadPool(task -> new Thread(task, "simulator-http"));

    /** Binds the port; requests are answered from {@link #open} on. */
    HttpEndpoint(String host, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException | UnresolvedAddressException e) {
            throw new IllegalStateException(
                    "cannot listen on %s port %d: %s; choose another port or 0"
                            .formatted(host, port, e.getMessage()),
                    e);
        }
        server.setExecutor(workers);
    }

    void serve(String path, Service service) {
        server.createContext(path, http -> handle(http, service));
    }

    void open() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void shut() throws InterruptedException {
        server.stop(0);
        workers.shutdownNow();
        workers.awaitTermination(5, TimeUnit.SECONDS);
    }

    private static void handle(HttpExchange http, Service service) {
        try (http) {
            HttpAnswer answer = service.answer(http);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", answer.contentType());
            http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                http.getResponseBody().write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
