package dev.candlewick.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    private final Map<String, Service> services = new LinkedHashMap<>();
    // A slow answer must not hold up the others.
    private final ExecutorService workers =
            Executors.newCachedThreadPool(task -> new Thread(task, "simulator-http"));
    private final InetSocketAddress address;
    private HttpServer server; // null while the port is closed
    private boolean shut;

    /** Binds the port; requests are answered from {@link #open} on. */
    HttpEndpoint(String host, int port) {
        server = bind(new InetSocketAddress(host, port));
        address = new InetSocketAddress(host, server.getAddress().getPort());
    }

    private static HttpServer bind(InetSocketAddress to) {
        try {
            return HttpServer.create(to, 0);
        } catch (IOException | UnresolvedAddressException e) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "cannot listen on %s port %d: %s; choose another port or 0",
                            to.getHostString(),
                            to.getPort(),
                            e.getMessage()),
                    e);
        }
    }

    synchronized void serve(String path, Service service) {
        services.put(path, service);
    }

    synchronized void open() {
        services.forEach(
                (path, service) -> server.createContext(path, http -> handle(http, service)));
        server.setExecutor(workers);
        server.start();
    }

    /** Refuses connections until it is opened again, and breaks those that stand. */
    synchronized void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Listens on the same port as before. */
    synchronized void reopen() {
        if (!shut && server == null) {
            server = bind(address);
            open();
        }
    }

    int port() {
        return address.getPort();
    }

    void shut() throws InterruptedException {
        synchronized (this) {
            shut = true;
            close();
        }
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
