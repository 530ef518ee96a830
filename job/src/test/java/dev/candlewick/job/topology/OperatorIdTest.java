package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A job finds its state again after an upgrade. */
class OperatorIdTest {

    /** Lines are added; none is changed or removed, or checkpoints that exist are lost. */
    private static final String UIDS =
            """
            feed
            route-feed
            admit-trades
            build-bars
            admitted-trades
            final-bars
            gaps
            hot-bars
            hot-gaps
            trades-to-lake
            late-trades-to-lake
            bars-to-lake
            gaps-to-lake
            dead-letters-to-lake
            hot-store
            sentiment-index
            build-sentiment
            join-signals
            hot-sentiment
            hot-regimes
            hot-signals
            sentiment-to-lake
            regimes-to-lake
            signals-to-lake
            """;

    @Test
    void noUidHasChanged() {
        assertThat(Arrays.stream(OperatorId.values()).map(OperatorId::uid))
                .containsExactlyElementsOf(UIDS.lines().toList());
    }
}
