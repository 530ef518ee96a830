package dev.candlewick.sources.net;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The transport, clock and randomness of an HTTP client, created where the client runs; tests
 * supply their own.
 */
public interface HttpEnvironment extends Serializable {

    HttpFetcher fetcher();

    TimeSource time();

    /** Uniform in [0, 1). */
    double chance();

    /** HTTP over the network, by the clocks of this machine. */
    static HttpEnvironment real(Duration timeout, int maxAnswerBytes) {
        return new Real(timeout, maxAnswerBytes);
    }

    /** The production implementation. */
    record Real(Duration timeout, int maxAnswerBytes) implements HttpEnvironment {

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
}
