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
            order-feed
            admit-trades
            build-bars
            admitted-trades
            forming-bars
            final-bars
            number-revisions
            plan-healing
            plan-reconciliation
            ask-exchange
            repair-bars
            judge-answers
            gaps
            hot-bars
            hot-gaps
            hot-bbo
            hot-asset-contexts
            hot-reconciliation
            trades-to-lake
            late-trades-to-lake
            bars-to-lake
            gaps-to-lake
            books-to-lake
            bbo-to-lake
            mids-to-lake
            asset-contexts-to-lake
            exchange-candles-to-lake
            account-events-to-lake
            reconciliation-to-lake
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
