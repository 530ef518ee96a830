package dev.candlewick.sources.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on this machine that answers by a script; the last answer is given for ever. */
public final class TestingHttpServer implements AutoCloseable {

    /** One scripted answer. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Reply> script = new ArrayDeque<>();
    private final List<URI> requests = new CopyOnWriteArrayList<>();

    public TestingHttpServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(executor);
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public synchronized TestingHttpServer then(Reply reply) {
        script.addLast(reply);
        return this;
    }

    public TestingHttpServer thenJson(String body) {
        return then(answer(200, "application/json", body));
    }

    public TestingHttpServer then(int status, String contentType, String body) {
        return then(answer(status, contentType, body));
    }

    /** Says nothing for as long as the server runs. */
    public TestingHttpServer thenStall() {
        return then(this::stall);
    }

    private void stall(HttpExchange exchange) {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    /** Begins an answer and never ends it. */
    public TestingHttpServer thenTrickle() {
        return then(
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    stall(exchange);
                });
    }

    /** Closes the connection without a word. */
    public TestingHttpServer thenHangUp() {
        return then(HttpExchange::close);
    }

    public static Reply answer(int status, String contentType, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI());
        next().to(exchange);
    }

    private synchronized Reply next() {
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    /** In the order in which they came. */
    public List<URI> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
