package dev.candlewick.sources.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpFailure;
import dev.candlewick.sources.net.HttpOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A poller of a counting resource. */
abstract class PollerFixture {

    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;

    static final PollPolicy POLICY = PollPolicy.every(Duration.ofHours(1));

    final PollMetrics metrics =
            new PollMetrics("counted", UnregisteredMetricsGroup.createSourceReaderMetricGroup());
    long now;
    Poller<String, Integer> poller = pollerBy(POLICY);

    Poller<String, Integer> pollerBy(PollPolicy policy) {
        return new Poller<>(new CountedResource(), policy, metrics, () -> 0, 0, moment());
    }

    Moment moment() {
        return new Moment(now, now * 1_000);
    }

    /** Makes the attempt that is due at this time, and no earlier. */
    List<String> attemptAt(long at, HttpOutcome outcome) {
        assertThat(poller.pollDueAt(now)).isEqualTo(at);
        now = at;
        assertThat(poller.begin(moment())).isPresent();
        return poller.finish(outcome, moment()).records();
    }

    static HttpAnswer json(String body) {
        return answer(200, "application/json", body);
    }

    static HttpAnswer answer(int status, String type, String body) {
        return new HttpAnswer(status, type, 0, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpFailure failure() {
        return new HttpFailure(HttpFailure.Kind.TIMEOUT, "10 s");
    }
}
