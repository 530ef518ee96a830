package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A fetcher whose requests are answered when a test says so. */
final class TestingHttpFetcher implements HttpFetcher {

    final List<CompletableFuture<HttpOutcome>> requests = new ArrayList<>();
    boolean closed;

    @Override
    public CompletableFuture<HttpOutcome> send(HttpQuery query) {
        CompletableFuture<HttpOutcome> request = new CompletableFuture<>();
        requests.add(request);
        return request;
    }

    @Override
    public void close() {
        closed = true;
    }
}
