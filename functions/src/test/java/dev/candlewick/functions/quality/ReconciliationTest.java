package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;
import static dev.candlewick.functions.quality.TestingBars.bar;
import static dev.candlewick.functions.quality.TestingBars.candle;
import static dev.candlewick.functions.quality.TestingBars.flatCandle;
import static dev.candlewick.functions.quality.TestingBars.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Reconciliation;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bars are emitted 2 s after their window; streamed candles came last 5 s after it. */
class ReconciliationTest {
    private static final Bar OURS = bar("12:00:00", Coverage.COMPLETE, "101", "8.36");

    private KeyedTwoInputStreamOperatorTestHarness<String, BarRun, ExchangeCandle, CandleRequest>
            plan;
    private OneInputStreamOperatorTestHarness<CandleAnswer, Reconciliation> judge;

    @BeforeEach
    void open() throws Exception {
        ReconciliationRules rules = ReconciliationRules.of(List.of(BarInterval.M1), 1);
        plan =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new PlanReconciliation(rules)),
                        BarRun::symbol,
                        ExchangeCandle::symbol,
                        Types.STRING);
        plan.open();
        judge = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new JudgeAnswers()));
        judge.open();
    }

    @AfterEach
    void close() throws Exception {
        plan.close();
        judge.close();
    }

    @Test
    void settlesABarByAStreamedCandleThatCameBefore() throws Exception {
        candles(candle("12:00:00", "101", "8.3599999999999994"));
        bars(OURS, quiet("12:01:00", "101"), quiet("12:02:00", "101"));

        assertThat(agreed()).contains("open equal", "volume equal", "trade_count equal").hasSize(6);
    }

    @Test
    void settlesABarByAStreamedCandleThatComesAfter() throws Exception {
        bars(OURS);
        candles(candle("12:00:00", "101", "8.30"), candle("12:00:00", "101", "8.36"));

        assertThat(agreed()).hasSize(6);
        bars(quiet("12:01:00", "101"));
        assertThat(plan.extractOutputValues()).isEmpty();
    }

    @Test
    void asksForWhatDoesNotAgreeOnceAMinuteAndTogether() throws Exception {
        candles(candle("12:00:00", "101", "8.30"));
        bars(OURS);
        for (int minute = 1; minute <= 5; minute++) {
            bars(bar("12:0%d:00".formatted(minute), Coverage.COMPLETE, "101", "1"));
        }

        assertThat(plan.extractOutputValues())
                .extracting(
                        CandleRequest::from, CandleRequest::to, request -> request.bars().size())
                .startsWith(
                        Tuple.tuple(at("12:00:00"), at("12:01:00"), 1),
                        Tuple.tuple(at("12:01:00"), at("12:02:00"), 1));
        assertThat(plan.extractOutputValues()).hasSize(5).noneMatch(CandleRequest::heals);
    }

    @Test
    void comparesOnlyWhatIsOfAWholeFeed() throws Exception {
        bars(OURS);
        bars(bar("12:00:00", Coverage.REPAIRED, "102", "9"));
        bars(bar("12:01:00", Coverage.PARTIAL, "101", "1"));
        bars(quiet("12:09:00", "101"), quiet("12:19:00", "101"));

        assertThat(plan.extractOutputValues())
                .flatExtracting(CandleRequest::bars)
                .extracting(Bar::openTime)
                .containsExactly(at("12:09:00"));
    }

    @Test
    void toleratesALessExtremeHighOrLowOfTheExchangeAndNothingElse() throws Exception {
        assertThat(judged(OURS, candle("12:00:00", "102.5", "98.5", "101", "8.36", 7)))
                .containsExactly(
                        "open equal",
                        "high tolerated",
                        "low tolerated",
                        "close equal",
                        "volume equal",
                        "trade_count equal");
        assertThat(judged(OURS, candle("12:00:00", "103.5", "97.5", "100", "8.37", 8)))
                .containsExactly(
                        "open equal",
                        "high different",
                        "low different",
                        "close different",
                        "volume different",
                        "trade_count different");
    }

    @Test
    void takesAQuietBarForEqualToAFlatCandleAndToNone() throws Exception {
        assertThat(judged(quiet("12:00:00", "101"), flatCandle("12:00:00", "100.5")))
                .hasSize(6)
                .allMatch(row -> row.endsWith(" equal"));
        assertThat(judged(quiet("12:00:00", "101")))
                .hasSize(6)
                .allMatch(row -> row.endsWith(" equal"));
    }

    @Test
    void missesTheCandleOfABarThatTraded() throws Exception {
        assertThat(judged(OURS)).hasSize(6).allMatch(row -> row.endsWith(" missing"));
    }

    @Test
    void countsDrift() throws Exception {
        judged(OURS, candle("12:00:00", "103", "98", "100", "8.36", 7));

        assertThat(
                        judge.getOperator()
                                .getRuntimeContext()
                                .getAccumulator("drift-close")
                                .getLocalValue())
                .isEqualTo(1L);
    }

    private void bars(Bar... bars) throws Exception {
        for (Bar bar : bars) {
            plan.processElement1(BarRun.of(bar), 0);
        }
    }

    private void candles(ExchangeCandle... candles) throws Exception {
        for (ExchangeCandle candle : candles) {
            plan.processElement2(candle, 0);
        }
    }

    private List<String> agreed() {
        return plan.getSideOutput(PlanReconciliation.AGREED).stream()
                .map(StreamRecord::getValue)
                .map(ReconciliationTest::told)
                .toList();
    }

    private List<String> judged(Bar bar, ExchangeCandle... candles) throws Exception {
        judge.getOutput().clear();
        CandleRequest request = CandleRequest.checking(List.of(bar), 0);
        judge.processElement(new CandleAnswer(request, List.of(candles), 2, 0), 0);
        return judge.extractOutputValues().stream().map(ReconciliationTest::told).toList();
    }

    private static String told(Reconciliation row) {
        return row.field() + " " + row.verdict().label();
    }
}
