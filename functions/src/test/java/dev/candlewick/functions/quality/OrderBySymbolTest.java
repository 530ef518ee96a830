package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.TestingFeed;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderBySymbolTest {
    private final TestingFeed btc = new TestingFeed("BTC");
    private final TestingFeed eth = new TestingFeed("ETH");
    private KeyedOneInputStreamOperatorTestHarness<String, FeedEvent, FeedEvent> operator;

    @BeforeEach
    void open() throws Exception {
        operator = harness();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

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
                btc.gap("12:00:00", "12:30:00"),
                trade("12:00:00", 1L),
                btc.covered("12:00:00"),
                FeedEvent.of(FeedEvent.Kind.ENDED, "BTC", at("13:00:00"), at("13:00:00")),
                trade("12:59:59", 2L));
        passes("14:00:00");

        assertThat(events())
                .extracting(FeedEvent::kind)
                .containsExactly(
                        FeedEvent.Kind.COVERED,
                        FeedEvent.Kind.GAP,
                        FeedEvent.Kind.TRADE,
                        FeedEvent.Kind.TRADE,
                        FeedEvent.Kind.TIME,
                        FeedEvent.Kind.ENDED);
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
    void dropsATradeWithoutIdThatIsToldAgain() throws Exception {
        feed(
                identified("BTC", "12:00:00", "1", "hash/1/2"),
                identified("BTC", "12:00:00", "1", "hash/1/2"),
                identified("BTC", "12:00:00", "1", "hash/1/3"),
                identified("BTC", "12:00:01", "1", "hash/1/2"));
        passes("14:00:00");

        assertThat(events()).hasSize(3).extracting(FeedEvent::detail).containsOnlyNulls();
    }

    @Test
    void countsATradeOnceThatAnotherKindOfFileTellsWithAnId() throws Exception {
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

    private FeedEvent trade(String time, long id) {
        return btc.trade(time, "100", "1", Side.BUY, id);
    }

    private static FeedEvent received(FeedEvent event, String time) {
        Trade trade = event.trade();
        return FeedEvent.trade(
                new Trade(
                        trade.symbol(),
                        trade.tradeTime(),
                        trade.price(),
                        trade.size(),
                        trade.side(),
                        trade.tradeId(),
                        at(time),
                        trade.origin()));
    }

    private static FeedEvent identified(String symbol, String time, String size, String identity) {
        Trade trade =
                new Trade(
                        symbol,
                        at(time),
                        new BigDecimal("100"),
                        new BigDecimal(size),
                        Side.BUY,
                        null,
                        at(time),
                        Origin.ARCHIVE);
        return FeedEvent.trade(trade, identity);
    }

    private void feed(FeedEvent... events) throws Exception {
        for (FeedEvent event : events) {
            operator.processElement(event, 0);
        }
    }

    private void passes(String time) throws Exception {
        operator.processWatermark(new Watermark(at(time) / 1_000));
    }

    private List<FeedEvent> events() {
        return operator.extractOutputValues();
    }

    private List<Long> ids() {
        return events().stream().map(event -> event.trade().tradeId()).toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FeedEvent, FeedEvent> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new OrderBySymbol()), FeedEvent::symbol, Types.STRING);
    }
}
