package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sinks.tables.Tables;
import java.util.Arrays;
import java.util.stream.Stream;
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
            number-revisions
            plan-healing
            plan-reconciliation
            plan-history
            ask-exchange
            repair-bars
            judge-answers
            gaps
            gaps-for-quality
            comparisons-for-quality
            measure-quality
            hot-bars
            hot-final-bars
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
            universe-to-lake
            hot-universe
            data-quality-to-lake
            hot-data-quality
            settings
            settings-changes
            sentiment-rules
            settings-changes-to-lake
            hot-settings-changes
            """;

    @Test
    void noUidHasChanged() {
        Stream<String> ofTables =
                Tables.all().stream().map(TableOperator::toLake).map(TableOperator::uid);
        Stream<String> ofHotTables =
                Tables.hot().stream().map(TableOperator::toHotStore).map(TableOperator::uid);
        Stream<String> others = Arrays.stream(OperatorId.values()).map(OperatorId::uid);

        assertThat(Stream.of(others, ofTables, ofHotTables).flatMap(uids -> uids))
                .containsExactlyInAnyOrderElementsOf(UIDS.lines().toList());
    }
}
