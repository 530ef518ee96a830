package dev.candlewick.sources.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollerTest extends PollerFixture {

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
    void aRestartOrAnotherJobUsesTheKeptAnswerWhileItIsFresh(@TempDir Path folder) {
        PollPolicy policy = POLICY.withCacheFolder(folder.resolve("kept").toString());
        poller = pollerBy(policy);
        assertThat(poller.recall(moment())).isEmpty();
        attemptAt(0, json("one"));

        now = 4 * MINUTE;
        poller = pollerBy(policy);
        assertThat(poller.recall(moment()).orElseThrow().records()).containsExactly("one");
        assertThat(poller.isOver()).isTrue();
        assertThat(poller.recall(moment())).isEmpty();
        assertThat(attemptAt(HOUR, json("two"))).containsExactly("two");

        now = 5 * MINUTE;
        poller = pollerBy(policy);
        assertThat(poller.recall(moment())).isEmpty();
    }

    @Test
    void aKeptAnswerIsNotUsedBeyondThePromisedNewsNorIfItIsDamaged(@TempDir Path folder)
            throws IOException {
        PollPolicy policy = POLICY.withCacheFolder(folder.toString());
        poller = pollerBy(policy);
        attemptAt(0, json("news in 60"));

        now = 59 * SECOND;
        assertThat(pollerBy(policy).recall(moment())).isPresent();
        now = 60 * SECOND;
        assertThat(pollerBy(policy).recall(moment())).isEmpty();
        now = SECOND;
        try (Stream<Path> kept = Files.list(folder)) {
            Files.writeString(kept.findFirst().orElseThrow(), "rubbish");
        }
        assertThat(pollerBy(policy).recall(moment())).isEmpty();
    }

    @Test
    void withoutACacheNothingIsKept(@TempDir Path folder) {
        poller =
                pollerBy(
                        POLICY.withCacheFolder(folder.resolve("kept").toString())
                                .withCacheTtl(Duration.ZERO));
        attemptAt(0, json("one"));
        assertThat(folder).isEmptyDirectory();
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
    void tooManyRequestsHalveTheRateUntilAnswersComeAgain() {
        poller = pollerBy(PollPolicy.every(Duration.ofMillis(100)).withCacheTtl(Duration.ZERO));
        attemptAt(0, answer(429, "", "null"));
        for (int n = 1; n < 30; n++) {
            attemptAt(n * 100L, answer(404, "text/html", "<html>"));
        }

        assertThat(poller.pollDueAt(now)).isEqualTo(MINUTE);
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
        assertThat(metrics.isDegraded()).isFalse();
        attemptAt(HOUR, failure());
        assertThat(metrics.isDegraded()).isTrue();
        attemptAt(HOUR + SECOND, json("two"));
        assertThat(metrics.isDegraded()).isFalse();
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
