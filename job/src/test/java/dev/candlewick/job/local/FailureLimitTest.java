package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A job that cannot get on ends with one clear text instead of being restarted for ever. */
class FailureLimitTest {

    private final FailureLimit limit = new FailureLimit();

    @Test
    void theSameFailureFromTheSamePlaceEndsIt() {
        for (int failure = 1; failure < FailureLimit.SAME_FAILURES; failure++) {
            assertThat(limit.failed(broken(failure), "row is broken", 3, true)).isEmpty();
        }

        assertThat(limit.failed(broken(9), "row is broken", 3, true))
                .contains(
                        "the job failed 5 times in the same way, without a checkpoint in between:"
                                + " row is broken");
    }

    @Test
    void aJobThatCompletesCheckpointsInBetweenGetsOn() {
        for (int failure = 1; failure < 20; failure++) {
            assertThat(limit.failed(broken(failure), "broken", failure, true)).isEmpty();
        }
    }

    @Test
    void otherFailuresAreCountedAnew() {
        for (int failure = 1; failure < 20; failure++) {
            Exception other = failure % 2 == 0 ? broken(failure) : new Exception("elsewhere");
            assertThat(limit.failed(other, "broken", 3, true)).isEmpty();
        }
    }

    @Test
    void aStateThatCannotBeRestoredIsTriedTwice() {
        assertThat(limit.failed(broken(1), "no such state", 0, false)).isEmpty();
        assertThat(limit.failed(broken(2), "no such state", 0, false)).isPresent();
    }

    private static Exception broken(int number) {
        return new RuntimeException(new IllegalStateException("row " + number + " is broken"));
    }
}
