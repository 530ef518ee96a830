package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.TimeSource;
import java.io.Serializable;
import java.time.Duration;

/** How a reader reaches the world outside; it is made where the reader runs. */
public interface PollPorts extends Serializable {

    HttpFetcher fetcher();

    TimeSource time();

    /** Uniform in [0, 1). */
    double chance();

    /** Real HTTP by real clocks. */
    static PollPorts real(Duration timeout, int maxAnswerBytes) {
        return new RealPorts(timeout, maxAnswerBytes);
    }
}
