package dev.candlewick.sources.net;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * Which requests are sent again, and when.
 *
 * <p>Too many requests, trouble inside the server and no answer at all may pass; any other refusal
 * would only be repeated. A 500 with the body {@code null} is how some servers say that there is no
 * such thing, so it is not asked for ever.
 *
 * @param nullBodyAttempts how often to ask in all while the answer is a 500 with {@code null}
 */
public record RetryPolicy(Backoff backoff, int nullBodyAttempts) implements Serializable {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** How long to wait after so many failures in a row; empty if there is no next attempt. */
    public Optional<Duration> delay(HttpOutcome outcome, int failures, double chance) {
        if (!isTransient(outcome, failures)) {
            return Optional.empty();
        }
        Duration own = backoff.delay(failures, chance);
        Duration asked = pauseAskedFor(outcome);
        return Optional.of(asked.compareTo(own) > 0 ? asked : own);
    }

    private boolean isTransient(HttpOutcome outcome, int failures) {
        if (outcome instanceof HttpFailure failure) {
            return failure.kind() != HttpFailure.Kind.TOO_LARGE;
        }
        HttpAnswer answer = (HttpAnswer) outcome;
        if (answer.status() == 500 && answer.isNullBody()) {
            return failures < nullBodyAttempts;
        }
        return answer.status() == 429 || answer.status() >= 500;
    }

    private static Duration pauseAskedFor(HttpOutcome outcome) {
        Duration asked =
                outcome instanceof HttpAnswer answer
                        ? Duration.ofSeconds(answer.retryAfterSeconds())
                        : Duration.ZERO;
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
}
