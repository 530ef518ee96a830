package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.TestingFeed;
import dev.candlewick.functions.model.Trade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitTradesTest {
    private static final BarRules RULES =
            new BarRules(
                    List.of(BarInterval.M1),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    Forming.NONE,
                    Origin.STREAM,
                    "run");

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
    void letsEachTradeOfASymbolPassOnce() throws Exception {
        feed(
                btc.trade("12:00:00", "100", "1", Side.BUY, 7L),
                eth.trade("12:00:00", "100", "1", Side.BUY, 7L),
                btc.trade("12:00:00", "100", "1", Side.BUY, 7L),
                btc.trade("12:00:00", "100", "1", Side.BUY, 8L));

        assertThat(admitted()).containsExactly("BTC/7", "ETH/7", "BTC/8");
    }

    @Test
    void refusesAnotherTradeUnderAUsedIdAndOpensAGapForIt() throws Exception {
        feed(
                btc.trade("12:00:00", "100", "1", Side.BUY, 7L),
                btc.trade("12:00:00", "101", "1", Side.BUY, 7L),
                btc.trade("12:00:00", "100", "2", Side.BUY, 7L),
                btc.trade("12:00:00", "100", "1", Side.SELL, 7L),
                btc.trade("12:00:01", "100", "1", Side.BUY, 7L),
                btc.trade("12:00:00", "100.0", "1.00", Side.BUY, 7L));

        assertThat(admitted()).containsExactly("BTC/7");
        assertThat(operator.getSideOutput(AdmitTrades.CONFLICTING))
                .extracting(StreamRecord::getValue)
                .extracting(DeadLetter::reason, AdmitTradesTest::payload)
                .containsExactly(
                        tuple("conflicting_trade", json("B", "101", "1", "12:00:00")),
                        tuple("conflicting_trade", json("B", "100", "2", "12:00:00")),
                        tuple("conflicting_trade", json("A", "100", "1", "12:00:00")),
                        tuple("conflicting_trade", json("B", "100", "1", "12:00:01")));
        assertThat(operator.extractOutputValues())
                .filteredOn(event -> event.gap() != null)
                .extracting(event -> event.gap().gapStart() / 1_000_000)
                .containsExactly(at("12:00:00"), at("12:00:00"), at("12:00:00"), at("12:00:01"));
    }

    @Test
    void leavesAGapOfTheConnectionThatBeginsAtTheRefusedTradeAsItIs() throws Exception {
        feed(
                btc.trade("12:00:00", "100", "1", Side.BUY, 7L),
                btc.gapOpens("12:00:00", "12:00:05"),
                btc.trade("12:00:00", "101", "1", Side.BUY, 7L));

        assertThat(operator.extractOutputValues())
                .filteredOn(event -> event.gap() != null)
                .extracting(event -> event.gap().gapStart())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void letsTradesWithoutAnIdPass() throws Exception {
        feed(
                btc.trade("12:00:00", "100", "1", Side.BUY, null),
                btc.trade("12:00:00", "100", "1", Side.BUY, null));

        assertThat(admitted()).hasSize(2);
    }

    @Test
    void setsTradesAsideThatAreTooLateForAnyBar() throws Exception {
        feed(
                btc.time("12:20:02"),
                btc.trade("12:10:00", "100", "1", Side.BUY, 1L),
                btc.trade("12:09:59.999", "100", "1", Side.BUY, 2L));

        assertThat(admitted()).containsExactly("BTC/1");
        assertThat(operator.getSideOutput(AdmitTrades.TOO_LATE))
                .extracting(late -> late.getValue().tradeId(0))
                .containsExactly(2L);
    }

    @Test
    void recognisesHourOldTradesOfAQuietSymbol() throws Exception {
        feed(btc.trade("08:00:00", "100", "1", Side.BUY, 1L), btc.time("12:00:00"));
        feed(btc.time("13:00:00"), btc.trade("08:00:00", "100", "1", Side.BUY, 1L));

        assertThat(admitted()).containsExactly("BTC/1");
        assertThat(operator.getSideOutput(AdmitTrades.TOO_LATE)).isNull();
    }

    @Test
    void forgetsIdsThatAreTooLateAnywayButTheNewestThousand() throws Exception {
        for (long id = 1; id <= 5_000; id++) {
            feed(btc.trade(instantOf(id), "100", "1", Side.BUY, id));
        }
        feed(btc.time("12:30:00"), btc.time("13:00:00"));

        feed(btc.trade(instantOf(4_001), "100", "1", Side.BUY, 4_001L));
        assertThat(operator.getSideOutput(AdmitTrades.TOO_LATE)).isNull();
        feed(btc.trade(instantOf(4_000), "100", "1", Side.BUY, 4_000L));
        assertThat(operator.getSideOutput(AdmitTrades.TOO_LATE)).hasSize(1);
        int before = admitted().size();
        feed(btc.trade("13:00:00", "100", "1", Side.BUY, 9_999L));
        assertThat(admitted()).hasSize(before + 1);
    }

    private static String instantOf(long id) {
        return String.format(Locale.ROOT, "12:00:%02d.%03d", id / 1_000, id % 1_000);
    }

    @Test
    void remembersIdsAcrossARestore() throws Exception {
        feed(btc.trade("12:00:00", "100", "1", Side.BUY, 1L));
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = harness();
        operator.initializeState(snapshot);
        operator.open();

        feed(
                btc.trade("12:00:00", "100", "1", Side.BUY, 1L),
                btc.trade("12:00:00", "200", "1", Side.BUY, 1L),
                btc.trade("12:00:01", "100", "1", Side.BUY, 2L));

        assertThat(admitted()).containsExactly("BTC/2");
        assertThat(operator.getSideOutput(AdmitTrades.CONFLICTING)).hasSize(1);
    }

    private void feed(FeedEvent... events) throws Exception {
        for (FeedEvent event : events) {
            operator.processElement(event, 0);
        }
    }

    private List<String> admitted() {
        return operator.extractOutputValues().stream()
                .map(FeedEvent::trade)
                .filter(trade -> trade != null)
                .map(AdmitTradesTest::name)
                .toList();
    }

    private static String payload(DeadLetter letter) {
        return new String(letter.payload(), StandardCharsets.UTF_8);
    }

    private static String json(String side, String price, String size, String time) {
        return """
        {"coin":"BTC","side":"%s","px":"%s","sz":"%s","time":%d,"tid":7}\
        """
                .formatted(side, price, size, TestingFeed.at(time) / 1_000);
    }

    private static long at(String time) {
        return TestingFeed.at(time) / 1_000_000;
    }

    private static String name(Trade trade) {
        return trade.symbol() + "/" + trade.tradeId();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FeedEvent, FeedEvent> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AdmitTrades(RULES)),
                FeedEvent::symbol,
                Types.STRING);
    }
}
