package dev.candlewick.sources.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpFailure;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private static final PollPolicy POLICY =
            PollPolicy.every(Duration.ofHours(1))
                    .withRetry(
                            new RetryPolicy(
                                    new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.5),
                                    3));

    private final PollHealth health =
            new PollHealth("counted", UnregisteredMetricsGroup.createSourceReaderMetricGroup());
    private long now;
    private Poller<String, Integer> poller = pollerBy(POLICY);

    private Poller<String, Integer> pollerBy(PollPolicy policy) {
        return new Poller<>(new CountedResource(), policy, health, () -> 0, 0, moment());
    }

    private Moment moment() {
        return new Moment(now, now * 1_000);
    }

    /** Makes the attempt that is due at this time, and no earlier. */
    private List<String> attemptAt(long at, HttpOutcome outcome) {
        assertThat(poller.pollDueAt(now)).isEqualTo(at);
        now = at;
        assertThat(poller.begin(moment())).isPresent();
        return poller.finish(outcome, moment()).records();
    }

    private static HttpAnswer json(String body) {
        return answer(200, "application/json", body);
    }

    private static HttpAnswer answer(int status, String type, String body) {
        return new HttpAnswer(status, type, 0, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpFailure failure() {
        return new HttpFailure(HttpFailure.Kind.TIMEOUT, "10 s");
    }

    @Test
    void asksAtOnceAndThenOnceAnInterval() {
        assertThat(attemptAt(0, json("one"))).containsExactly("one");
        assertThat(attemptAt(HOUR, json("two"))).containsExactly("two");
    }

    @Test
    void asksSoonerWhenNewsIsPromised() {
        attemptAt(0, json("news in 600"));
        attemptAt(600 * SECOND, json("news in 7200"));
        attemptAt(600 * SECOND + HOUR, json("one"));
    }

    @Test
    void theRequestFollowsFromTheCursor() {
        attemptAt(0, json("one"));
        now = HOUR;

        assertThat(poller.begin(moment()).orElseThrow().uri().getPath()).isEqualTo("/1");
    }

    @Test
    void anAnswerStandsForItsTimeToLive() {
        poller = pollerBy(POLICY.withCacheTtl(Duration.ofMinutes(90)));
        attemptAt(0, json("one"));
        now = HOUR;

        assertThat(poller.begin(moment())).isEmpty();
        attemptAt(2 * HOUR, json("two"));
    }

    @Test
    void aCachedAnswerDoesNotHideNewsThatWasPromised() {
        poller = pollerBy(POLICY.withCacheTtl(Duration.ofMinutes(90)));
        attemptAt(0, json("news in 4000"));
        now = HOUR;

        assertThat(poller.begin(moment())).isEmpty();
        attemptAt(4_000 * SECOND, json("two"));
    }

    @Test
    void withoutACacheEveryPollAsks() {
        poller = pollerBy(POLICY.withCacheTtl(Duration.ZERO));
        attemptAt(0, json("one"));
        attemptAt(HOUR, json("two"));
    }

    @Test
    void failuresAreRetriedLaterAndLaterThenThePauseOfTheBreakerRules() {
        assertThat(attemptAt(0, failure())).containsExactly("nothing");
        assertThat(attemptAt(1 * SECOND, answer(429, "", "null"))).containsExactly("429");
        attemptAt(3 * SECOND, answer(502, "text/html", "<html>"));
        attemptAt(7 * SECOND, failure());
        attemptAt(15 * SECOND, failure());

        attemptAt(75 * SECOND, json("one"));

        attemptAt(75 * SECOND + HOUR, json("two"));
    }

    @Test
    void aRefusalWaitsForTheNextRegularPoll() {
        attemptAt(0, answer(404, "text/html", "<html>"));
        attemptAt(HOUR, json("one"));
    }

    @Test
    void aNullBodyWithStatus500IsAskedForThreeTimesAPoll() {
        attemptAt(0, answer(500, "application/json", "null"));
        attemptAt(1 * SECOND, answer(500, "application/json", "null"));
        attemptAt(3 * SECOND, answer(500, "application/json", "null"));
        attemptAt(3 * SECOND + HOUR, answer(500, "application/json", "null"));
        attemptAt(4 * SECOND + HOUR, json("one"));
    }

    @Test
    void anUnusableAnswerIsRetriedAndDoesNotMoveTheCursor() {
        assertThat(attemptAt(0, json("bad"))).containsExactly("rejected");
        assertThat(attemptAt(1 * SECOND, json("one"))).containsExactly("one");
    }

    @Test
    void aBodyThatIsNotJsonIsNotParsed() {
        assertThat(attemptAt(0, answer(200, "text/html", "one"))).containsExactly("200");
        assertThat(attemptAt(1 * SECOND, answer(200, "", "one"))).containsExactly("one");
    }

    @Test
    void isDegradedFromTheFirstFailureToTheNextAnswer() {
        attemptAt(0, json("one"));
        assertThat(health.isDegraded()).isFalse();
        attemptAt(HOUR, failure());
        assertThat(health.isDegraded()).isTrue();
        attemptAt(HOUR + SECOND, json("two"));
        assertThat(health.isDegraded()).isFalse();
    }

    @Test
    void neverAsksMoreOftenThanTheLimitAllows() {
        poller = pollerBy(PollPolicy.every(Duration.ofMillis(100)).withCacheTtl(Duration.ZERO));
        for (int n = 0; n < 60; n++) {
            attemptAt(n * 100L, json("one"));
        }
        attemptAt(MINUTE, json("one"));
        attemptAt(MINUTE + 100, json("one"));
    }

    @Test
    void nothingIsSaidAboutTimeBeforeTheFirstAttemptHasEnded() {
        assertThat(poller.tickDueAt()).isEqualTo(Long.MAX_VALUE);

        attemptAt(0, failure());

        assertThat(poller.tickDueAt()).isEqualTo(SECOND);
        now = SECOND;
        assertThat(poller.tick(moment()).records()).containsExactly("tick");
        assertThat(poller.tickDueAt()).isEqualTo(2 * SECOND);
    }

    @Test
    void aPollThatIsMadeOnceIsOverWithItsAnswer() {
        attemptAt(0, failure());
        assertThat(poller.isOver()).isFalse();
        attemptAt(SECOND, json("one"));
        assertThat(poller.isOver()).isTrue();
    }

    @Test
    void aPollThatIsMadeOnceIsGivenUpAfterSomeAttempts() {
        attemptAt(0, failure());
        attemptAt(1 * SECOND, json("bad"));
        attemptAt(3 * SECOND, failure());
        assertThat(poller.isOver()).isFalse();
        attemptAt(7 * SECOND, failure());
        assertThat(poller.isOver()).isTrue();
    }

    @Test
    void aPollThatIsMadeOnceIsGivenUpAtARefusal() {
        attemptAt(0, answer(403, "text/html", "<html>"));
        assertThat(poller.isOver()).isTrue();
    }

    @Test
    void backOffAndBreakerDoNotWaitLongerThanToTheNextRegularPoll() {
        poller = pollerBy(PollPolicy.every(Duration.ofSeconds(2)));
        attemptAt(0, failure());
        attemptAt(1 * SECOND, failure());
        attemptAt(3 * SECOND, failure());
        attemptAt(5 * SECOND, failure());
        attemptAt(7 * SECOND, failure());
        attemptAt(9 * SECOND, json("one"));
    }
}
