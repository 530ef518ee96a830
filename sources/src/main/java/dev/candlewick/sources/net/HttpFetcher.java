package dev.candlewick.sources.net;

import java.util.concurrent.CompletableFuture;

/** Sends HTTP requests. Thread-safe. */
public interface HttpFetcher extends AutoCloseable {

    /**
     * Sends and returns at once. Whatever happens, the future ends with an {@link HttpOutcome},
     * never with an exception, and within a bounded time; cancelling it gives the request up.
     */
    CompletableFuture<HttpOutcome> send(HttpQuery query);

    /** Sends nothing more. */
    @Override
    void close();
}
