package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.MarketRows.bid;
import static dev.candlewick.sinks.Rows.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.sinks.tables.Tables;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which quotes reach the hot store, and when. */
class ConflateRowsTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");

    private OneInputStreamOperatorTestHarness<BestOffers, HotRow> operator;

    @BeforeEach
    void open() throws Exception {
        operator = new OneInputStreamOperatorTestHarness<>(new ConflateRows<>(Tables.BBO));
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void theNewestQuoteOfEachSymbolPassesAfterAWhile() throws Exception {
        take(bid("BTC", NOON, "1"), bid("BTC", NOON + 2, "3"), bid("ETH", NOON, "9"));
        take(bid("BTC", NOON + 1, "2"));
        assertThat(passed()).isEmpty();

        operator.setProcessingTime(ConflateRows.LONGEST_WAIT_MILLIS);
        assertThat(passed()).containsExactlyInAnyOrder("BTC 3", "ETH 9");
    }

    @Test
    void aQuoteThatComesLaterPassesLater() throws Exception {
        take(bid("BTC", NOON, "1"));
        operator.setProcessingTime(ConflateRows.LONGEST_WAIT_MILLIS);
        operator.setProcessingTime(10 * ConflateRows.LONGEST_WAIT_MILLIS);
        take(bid("BTC", NOON + 1, "2"));
        assertThat(passed()).containsExactly("BTC 1");

        operator.setProcessingTime(11 * ConflateRows.LONGEST_WAIT_MILLIS);
        assertThat(passed()).containsExactly("BTC 1", "BTC 2");
    }

    @Test
    void whatWaitsPassesBeforeACheckpointAndOnlyOnce() throws Exception {
        take(bid("BTC", NOON, "1"));
        operator.prepareSnapshotPreBarrier(1);
        assertThat(passed()).containsExactly("BTC 1");

        operator.setProcessingTime(ConflateRows.LONGEST_WAIT_MILLIS);
        assertThat(passed()).containsExactly("BTC 1");
    }

    @Test
    void whatWaitsPassesAtTheEndOfTheInput() throws Exception {
        take(bid("BTC", NOON, "1"));
        operator.endInput();
        assertThat(passed()).containsExactly("BTC 1");
    }

    private void take(BestOffers... quotes) throws Exception {
        for (BestOffers quote : quotes) {
            operator.processElement(new StreamRecord<>(quote));
        }
    }

    private List<String> passed() {
        return operator.extractOutputValues().stream()
                .map(row -> (BestOffers) row.row())
                .map(quote -> quote.symbol() + " " + quote.bid().price().toPlainString())
                .toList();
    }
}
