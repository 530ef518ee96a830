package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.net.HttpEnvironment;
import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.rest.TestingTimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An exchange that answers, and time that passes, when a test says so. */
@SuppressWarnings("serial") // never leaves the test
final class TestingExchange implements HttpEnvironment, HttpFetcher {

    final transient List<HttpQuery> queries = new ArrayList<>();
    final transient List<CompletableFuture<HttpOutcome>> replies = new ArrayList<>();
    final transient TestingTimeSource clock = new TestingTimeSource();
    transient boolean closed;

    @Override
    public HttpFetcher fetcher() {
        return this;
    }

    @Override
    public TimeSource time() {
        return clock;
    }

    @Override
    public double chance() {
        return 0;
    }

    @Override
    public CompletableFuture<HttpOutcome> send(HttpQuery query) {
        queries.add(query);
        replies.add(new CompletableFuture<>());
        return replies.get(replies.size() - 1);
    }

    @Override
    public void close() {
        closed = true;
    }

    void reply(HttpOutcome outcome) {
        replies.get(replies.size() - 1).complete(outcome);
    }
}
