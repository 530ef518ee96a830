package dev.candlewick.sources.net;

import java.io.Serializable;
import java.time.Duration;

/** How often requests may be sent to a server, and what follows when it fails. */
public record RequestPolicy(Limit limit, RetryPolicy retry, Breaker breaker)
        implements Serializable {

    /** The weight that any span of this length may hold; a plain request weighs 1. */
    public record Limit(int weight, Duration span) implements Serializable {}

    /** After this many failures in a row no request is sent for this long. */
    public record Breaker(int failures, Duration openFor) implements Serializable {}

    public RequestPolicy withLimit(Limit other) {
        return new RequestPolicy(other, retry, breaker);
    }
}
