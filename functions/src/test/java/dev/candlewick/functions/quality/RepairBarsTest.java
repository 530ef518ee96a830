package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;
import static dev.candlewick.functions.quality.TestingBars.candle;
import static dev.candlewick.functions.quality.TestingBars.flatCandle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TestingFeed;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepairBarsTest {
    private final TestingFeed btc = new TestingFeed("BTC");
    private final Gap gap = btc.endedGap("12:01:10", "12:03:20");
    private KeyedOneInputStreamOperatorTestHarness<String, CandleAnswer, BarRun> operator;

    @BeforeEach
    void open() throws Exception {
        HealingRules rules = HealingRules.of(List.of(BarInterval.S1, BarInterval.M1), 1);
        operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new RepairBars(rules, "run-1")),
                        answer -> answer.request().symbol(),
                        Types.STRING);
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void makesARepairedBarOfACandle() throws Exception {
        answer(gap, "12:01:00", "12:02:00", 2, candle("12:01:00", "101.5", "8.3600000001"));

        Bar bar = repaired().get(0);
        assertThat(bar)
                .extracting(Bar::coverage, Bar::origin, Bar::isFinal, Bar::runId, Bar::tradeCount)
                .containsExactly(Coverage.REPAIRED, Origin.EXCHANGE, true, "run-1", 7L);
        assertThat(bar.close()).isEqualByComparingTo("101.5");
        assertThat(bar.volume()).isEqualByComparingTo("8.36");
        assertThat(bar.quoteVolume()).isNull();
        assertThat(bar.vwap()).isNull();
        assertThat(bar.buyVolume()).isNull();
        assertThat(bar.emittedAt()).isEqualTo(at("12:10:00"));
    }

    @Test
    void cleansTheVolumeOfASymbolWhoseSizesAreNotKnown() throws Exception {
        answer(gap, "12:01:00", "12:02:00", null, candle("12:01:00", "101", "3495670.8399999999"));

        assertThat(repaired().get(0).volume()).isEqualByComparingTo("3495670.84");
    }

    @Test
    void takesAFlatCandleForAQuietMinute() throws Exception {
        answer(gap, "12:01:00", "12:02:00", 2, flatCandle("12:01:00", "101"));

        Bar bar = repaired().get(0);
        assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
                .allMatch(price -> price.intValue() == 101);
        assertThat(bar.volume()).isZero();
    }

    @Test
    void healsTheGapWhenEveryMinuteThatItTouchesHasItsCandle() throws Exception {
        Gap open = btc.openGap("12:01:10", "12:01:12");
        answer(open, "12:01:00", "12:03:00", 2, candle("12:01:00", "1", "1"));
        answer(gap, "12:03:00", "12:04:00", 2, candle("12:03:00", "1", "1"));
        assertThat(healed()).isEmpty();

        // Requested when its end was not known yet, and once more since.
        answer(open, "12:02:00", "12:03:00", 2, candle("12:02:00", "1", "1"));
        assertThat(healed())
                .containsExactly(
                        open.endingAt(gap.gapEnd()).healed(at("12:10:00"), Gap.BY_CANDLES));
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void makesBarsOfHistoryThatBelongToNoRunAndHealNoGap() throws Exception {
        CandleRequest request =
                CandleRequest.history(
                        "BTC",
                        BarInterval.M1,
                        at("11:59:00"),
                        at("12:01:00"),
                        at("12:01:00"),
                        new CandleRequest.Priority(CandleRequest.Purpose.DEPTH, 1));
        operator.processElement(
                new CandleAnswer(
                        request, List.of(candle("12:00:00", "101", "2")), 2, at("12:10:00")),
                0);

        assertThat(repaired())
                .singleElement()
                .extracting(Bar::coverage, Bar::origin, Bar::runId, Bar::emittedAt)
                .containsExactly(
                        Coverage.REPAIRED, Origin.EXCHANGE, RepairBars.HISTORY_RUN, at("12:10:00"));
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void ignoresUnsolicitedCandles() throws Exception {
        answer(gap, "12:01:00", "12:02:00", 2, candle("12:02:00", "101", "1"));

        assertThat(repaired()).isEmpty();
    }

    private void answer(
            Gap toHeal, String from, String to, Integer sizeDecimals, ExchangeCandle... candles)
            throws Exception {
        CandleRequest request =
                CandleRequest.healing(toHeal, BarInterval.M1, at(from), at(to), at(to));
        operator.processElement(
                new CandleAnswer(request, List.of(candles), sizeDecimals, at("12:10:00")), 0);
    }

    private List<Bar> repaired() {
        return operator.extractOutputValues().stream()
                .flatMap(run -> run.asList().stream())
                .toList();
    }

    private List<Gap> healed() {
        return operator.getSideOutput(RepairBars.HEALED) == null
                ? List.of()
                : operator.getSideOutput(RepairBars.HEALED).stream()
                        .map(StreamRecord::getValue)
                        .toList();
    }
}
