package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.JavaHttpFetcher;
import dev.candlewick.sources.net.SystemTimeSource;
import dev.candlewick.sources.net.TimeSource;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Real HTTP by real clocks. */
record RealPorts(Duration timeout, int maxAnswerBytes) implements PollPorts {

    @Override
    public HttpFetcher fetcher() {
        return new JavaHttpFetcher(timeout, maxAnswerBytes);
    }

    @Override
    public TimeSource time() {
        return new SystemTimeSource();
    }

    @Override
    public double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
