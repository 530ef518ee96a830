package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Side;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class OrderBySymbolTest extends OrderBySymbolFixture {

    @Test
    void holdsEventsBackUntilEveryReaderHasPassedThem() throws Exception {
        feed(trade("13:00:00", 3L), trade("12:00:05", 2L), trade("12:00:01", 1L));
        assertThat(ids()).isEmpty();

        passes("12:30:00");
        assertThat(ids()).containsExactly(1L, 2L);

        passes("14:00:00");
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    @Test
    void putsStatusesWhereTheyBelong() throws Exception {
        feed(
                btc.time("13:00:00"),
                btc.covered("12:00:00"),
                span(Kind.PROVEN, "12:00:00", "13:00:03"),
                trade("12:59:59", 2L),
                trade("12:00:00", 1L));
        feedEnd("13:00:00");
        passes("14:00:00");

        assertThat(events())
                .extracting(FeedEvent::kind)
                .containsExactly(
                        Kind.COVERED, Kind.TRADE, Kind.TRADE, Kind.TIME, Kind.TIME, Kind.ENDED);
    }

    @Test
    void whatNoFileProvesIsAGapToTheNextTrade() throws Exception {
        feed(
                btc.covered("12:00:00"),
                span(Kind.PROVEN, "12:00:00", "12:10:00.5"),
                trade("12:10:00", 1L),
                span(Kind.UNPROVEN, "12:10:00", "12:20:00"),
                btc.time("12:20:00"),
                span(Kind.PROVEN, "12:20:00.7", "13:00:03"),
                trade("12:30:20", 2L),
                trade("12:40:00", 3L));
        feedEnd("13:00:00");
        passes("14:00:00");

        assertThat(shown())
                .containsExactly(
                        "COVERED 12:00",
                        "TRADE 12:10",
                        "GAP 12:10:00.500-12:30",
                        "TRADE 12:30:20",
                        "TRADE 12:40",
                        "TIME 13:00:02",
                        "ENDED 13:00");
        assertThat(gaps()).singleElement().extracting(Gap::reason).isEqualTo("a reason");
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void tradesInsideAGapComeAfterItAndItEndsLater() throws Exception {
        feed(
                btc.covered("12:00:00"),
                trade("12:05:00", 1L),
                span(Kind.PROVEN, "12:20:00", "13:00:03"),
                trade("12:20:00", 2L));
        feedEnd("13:00:00");
        passes("14:00:00");

        assertThat(shown())
                .containsExactly(
                        "COVERED 12:00",
                        "GAP 12:00-open",
                        "TRADE 12:05",
                        "GAP 12:00-12:20",
                        "TRADE 12:20",
                        "TIME 13:00:02",
                        "ENDED 13:00");
    }

    @Test
    void whatOneFileLeavesOutAnotherMayProveButNoneADoubt() throws Exception {
        feed(
                btc.covered("12:00:00"),
                span(Kind.PROVEN, "12:00:00", "12:10:00"),
                span(Kind.PROVEN, "12:20:00", "13:00:03"),
                span(Kind.UNPROVEN, "12:10:00", "12:20:00"),
                span(Kind.PROVEN, "12:05:00", "12:25:00"),
                span(Kind.DOUBTED, "12:30:00", "12:30:00.001"),
                trade("12:30:00", 1L),
                trade("12:31:30", 2L));
        feedEnd("13:00:00");
        passes("14:00:00");

        assertThat(shown())
                .containsExactly(
                        "COVERED 12:00",
                        "GAP 12:30-open",
                        "TRADE 12:30",
                        "GAP 12:30-12:31",
                        "TRADE 12:31:30",
                        "TIME 13:00:02",
                        "ENDED 13:00");
    }

    @Test
    void aGapWithoutATradeAfterItLastsToTheEndOfThePeriod() throws Exception {
        feed(btc.covered("12:00:00"), span(Kind.PROVEN, "12:10:00", "13:00:03"));
        feedEnd("13:00:00");
        passes("14:00:00");

        assertThat(shown())
                .containsExactly(
                        "COVERED 12:00", "GAP 12:00-13:00", "TIME 13:00:02", "ENDED 13:00");
    }

    @Test
    void keepsTheOrderOfAFileWithinAnInstantAndThatOfTheFilesByReceipt() throws Exception {
        feed(
                received(trade("12:00:00", 3L), "12:00:01"),
                received(trade("12:00:00", 1L), "12:00:00"),
                received(trade("12:00:00", 2L), "12:00:00"));
        passes("14:00:00");

        assertThat(ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void letsWhatComesTooLateToBeOrderedGoOnAtOnce() throws Exception {
        passes("13:00:00");
        feed(trade("12:00:00", 1L));

        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void dropsATradeWithoutIdThatIsReportedAgain() throws Exception {
        feed(
                identified("BTC", "12:00:00", "1", "hash/1/2"),
                identified("BTC", "12:00:00", "1", "hash/1/2"),
                identified("BTC", "12:00:00", "1", "hash/1/3"),
                identified("BTC", "12:00:01", "1", "hash/1/2"));
        passes("14:00:00");

        assertThat(trades()).hasSize(3);
        assertThat(events()).allMatch(event -> event.run().identity(0) == null);
    }

    @Test
    void countsATradeOnceThatAnotherKindOfFileHasWithAnId() throws Exception {
        feed(
                identified("BTC", "12:00:00", "1", "hash/1/2"),
                identified("BTC", "12:00:00", "1", "hash/1/3"),
                identified("BTC", "12:00:00", "1", "hash/1/4"),
                btc.trade("12:00:00", "100.0", "1.0", Side.BUY, 7L),
                btc.trade("12:00:00", "100.0", "1.0", Side.BUY, 7L),
                btc.trade("12:00:00", "100", "1", Side.BUY, 8L));
        passes("14:00:00");

        assertThat(ids()).hasSize(4).containsOnlyOnce((Long) null).contains(7L, 8L);
    }

    @Test
    void keepsSymbolsApart() throws Exception {
        feed(
                identified("BTC", "12:00:00", "1", "hash/1/2"),
                identified("ETH", "12:00:00", "1", "hash/1/2"),
                eth.trade("12:00:00", "100", "1", Side.BUY, 7L));
        passes("14:00:00");

        assertThat(events()).extracting(FeedEvent::symbol).containsExactlyInAnyOrder("BTC", "ETH");
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        feed(trade("12:00:05", 2L), trade("12:00:01", 1L));
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = harness();
        operator.initializeState(snapshot);
        operator.open();
        feed(trade("12:00:03", 3L));
        passes("14:00:00");

        assertThat(ids()).containsExactly(1L, 3L, 2L);
    }
}
