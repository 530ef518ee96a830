package dev.candlewick.sources.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

    private final RetryPolicy policy =
            new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 0.5), 3);

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, "text/html", 0, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "429, true",
        "500, true",
        "502, true",
        "503, true",
        "504, true",
        "301, false",
        "400, false",
        "401, false",
        "403, false",
        "404, false",
        "405, false",
        "408, false",
        "415, false",
        "422, false",
    })
    void onlyWhatMayPassIsRetried(int status, boolean retried) {
        assertThat(policy.delay(answer(status, "<html>"), 1, 0).isPresent()).isEqualTo(retried);
    }

    @Test
    void aNullBodyWithStatus500IsAskedForThreeTimes() {
        assertThat(policy.delay(answer(500, "null"), 1, 0)).isPresent();
        assertThat(policy.delay(answer(500, " null\n"), 2, 0)).isPresent();
        assertThat(policy.delay(answer(500, "null"), 3, 0)).isEmpty();
        assertThat(policy.delay(answer(429, "null"), 30, 0)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(HttpFailure.Kind.class)
    void noAnswerIsRetriedUnlessItWouldBeTooLargeAgain(HttpFailure.Kind kind) {
        assertThat(policy.delay(new HttpFailure(kind, ""), 9, 0).isPresent())
                .isEqualTo(kind != HttpFailure.Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1000", "2, 0, 2000", "7, 0, 60000", "900, 0, 60000", "3, 0.5, 3000"})
    void delaysDoubleUpToTheCapAndChanceShortensThem(int failures, double chance, long millis) {
        assertThat(policy.delay(answer(503, ""), failures, chance))
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "30, 30", "100000, 3600"})
    void waitsAsLongAsTheServerAsksWithinReason(long asked, long seconds) {
        HttpAnswer busy = new HttpAnswer(429, "", asked, new byte[0]);

        assertThat(policy.delay(busy, 1, 0)).contains(Duration.ofSeconds(seconds));
    }
}
