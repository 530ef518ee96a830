package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.TestingFeed;
import dev.candlewick.functions.model.Trade;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
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
                    List.of(),
                    Duration.ofSeconds(1),
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
                .extracting(late -> late.getValue().tradeId())
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
        for (long id = 0; id < 5_000; id++) {
            feed(btc.trade("12:00:00", "100", "1", Side.BUY, id));
        }
        feed(btc.time("12:30:00"), btc.time("13:00:00"));

        assertThat(operator.numKeyedStateEntries()).isEqualTo(2);
        int before = admitted().size();
        feed(btc.trade("13:00:00", "100", "1", Side.BUY, 9_999L));
        assertThat(admitted()).hasSize(before + 1);
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
                btc.trade("12:00:01", "100", "1", Side.BUY, 2L));

        assertThat(admitted()).containsExactly("BTC/2");
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
