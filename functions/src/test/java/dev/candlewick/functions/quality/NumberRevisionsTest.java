package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;
import static dev.candlewick.functions.quality.TestingBars.bar;
import static dev.candlewick.functions.quality.TestingBars.ofRun;
import static dev.candlewick.functions.quality.TestingBars.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.measurement.QualityFact;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.BarRunBuilder;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NumberRevisionsTest {
    private static final BarRules RULES =
            new BarRules(
                    List.of(BarInterval.M1),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    Forming.NONE,
                    Origin.STREAM,
                    "run-1");
    private static final List<Coverage> COVERAGES = List.of(Coverage.values());
    private static final Bar PARTIAL = bar("12:00:00", Coverage.PARTIAL, "101", "3");
    private static final Bar REPAIRED = bar("12:00:00", Coverage.REPAIRED, "102", "5");
    private static final Bar COMPLETE = bar("12:00:00", Coverage.COMPLETE, "102", "5");

    private KeyedOneInputStreamOperatorTestHarness<String, BarRun, BarRun> operator;

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
    void countsChangesOfAWindow() throws Exception {
        take(COMPLETE, bar("12:00:00", Coverage.COMPLETE, "101", "6"), quiet("12:01:00", "101"));

        assertThat(told())
                .containsExactly(
                        "complete 102 run-1/0", "complete 101 run-1/1", "quiet 101 run-1/0");
    }

    @Test
    void saysNothingTwiceHoweverItsNumbersAreWritten() throws Exception {
        take(COMPLETE, COMPLETE, bar("12:00:00", Coverage.COMPLETE, "102.0", "5.00"));

        assertThat(told()).containsExactly("complete 102 run-1/0");
    }

    @Test
    void letsTheExchangeRepairWhatIsPartialAndNothingPartialReplaceThat() throws Exception {
        take(PARTIAL, REPAIRED, bar("12:00:00", Coverage.PARTIAL, "101", "4"), REPAIRED);

        assertThat(told()).containsExactly("partial 101 run-1/0", "repaired 102 run-1/1");
    }

    @Test
    void prefersOwnTradesOfAWholeFeedToARepair() throws Exception {
        take(REPAIRED, COMPLETE, REPAIRED);

        assertThat(told()).containsExactly("repaired 102 run-1/0", "complete 102 run-1/1");
    }

    @Test
    void letsARepairReplaceAWholeBarOnlyOnceThatIsInDoubt() throws Exception {
        take(COMPLETE, PARTIAL, REPAIRED);

        assertThat(told()).containsExactly("complete 102 run-1/0", "repaired 102 run-1/1");
    }

    @Test
    void dispelsDoubtByTheSameBarAgain() throws Exception {
        take(COMPLETE, PARTIAL, COMPLETE, REPAIRED);

        assertThat(told()).containsExactly("complete 102 run-1/0");
    }

    @Test
    void historyStandsForWhatIsPartialAndForNothingThatIsWhole() throws Exception {
        Bar history = ofRun(REPAIRED, RepairBars.HISTORY_RUN);
        take(PARTIAL, history, history, COMPLETE, history);
        take(ofRun(bar("11:00:00", Coverage.REPAIRED, "99", "1"), RepairBars.HISTORY_RUN));

        assertThat(told())
                .containsExactly(
                        "partial 101 run-1/0",
                        "repaired 102 run-1/1",
                        "complete 102 run-1/2",
                        "repaired 99 0-history/0");
        assertThat(RepairBars.HISTORY_RUN).isLessThan("20230101T000000000Z-0000");
    }

    @Test
    void countsAnewInANewRunAndStillKnowsWhatWasSaid() throws Exception {
        take(PARTIAL, REPAIRED);
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = harness();
        operator.initializeState(snapshot);
        operator.open();
        take(ofRun(PARTIAL, "run-2"), ofRun(REPAIRED, "run-2"), ofRun(COMPLETE, "run-2"));

        assertThat(told()).containsExactly("complete 102 run-2/0");
    }

    @Test
    void forgetsWhatIsSettledAndRemembersWhatMayBeRepaired() throws Exception {
        take(PARTIAL);
        for (int minute = 1; minute < 60; minute++) {
            take(quiet("12:%02d:00".formatted(minute), "101"));
        }
        int before = told().size();

        take(REPAIRED, quiet("12:01:00", "101"), quiet("12:58:00", "101"));
        assertThat(told().subList(before, told().size()))
                .as("the second one is told as if it were new, the third is known")
                .containsExactly("repaired 102 run-1/1", "quiet 101 run-1/0");
    }

    @Test
    void tellsAndCountsTheSameOfARunAsOfItsBarsOneByOne() throws Exception {
        Random random = new Random(7);
        List<BarRun> runs = new ArrayList<>();
        for (int minute = 5; minute < 600; ) {
            BarRunBuilder builder = new BarRunBuilder();
            builder.start(BarRun.of(COMPLETE).head());
            for (int row = random.nextInt(5); row >= 0; row--) {
                if (random.nextInt(4) == 0) {
                    builder.append(
                            bar(time(minute - 1 - random.nextInt(4)), any(random), "101", "4"));
                } else if (random.nextInt(4) == 0) {
                    builder.place(at(time(minute)), 3, 0, Coverage.QUIET, false);
                    builder.prices(101, 101, 101, 101, 0);
                    builder.volumes(0, 0, 0);
                    builder.quote(0, 0, at(time(minute + 4)));
                    minute += 3;
                } else {
                    builder.append(bar(time(minute++), any(random), "102", "5"));
                }
            }
            runs.add(builder.build());
        }

        for (BarRun run : runs) {
            operator.processElement(run, 0);
        }
        List<String> told = told();
        List<?> counted = List.copyOf(operator.getSideOutput(QualityFact.TAG));
        close();
        open();
        for (BarRun run : runs) {
            take(run.asList().toArray(Bar[]::new));
        }
        assertThat(told()).isEqualTo(told).hasSizeGreaterThan(500);
        assertThat(List.copyOf(operator.getSideOutput(QualityFact.TAG)))
                .usingRecursiveComparison()
                .isEqualTo(counted);
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d:00", 10 + minute / 60, minute % 60);
    }

    private static Coverage any(Random random) {
        return COVERAGES.get(random.nextInt(COVERAGES.size()));
    }

    private void take(Bar... bars) throws Exception {
        for (Bar bar : bars) {
            operator.processElement(BarRun.of(bar), 0);
        }
    }

    private List<String> told() {
        return operator.extractOutputValues().stream()
                .flatMap(run -> run.asList().stream())
                .map(
                        bar ->
                                "%s %s %s/%d"
                                        .formatted(
                                                bar.coverage().label(),
                                                bar.close(),
                                                bar.runId(),
                                                bar.revision()))
                .toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, BarRun, BarRun> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new NumberRevisions(RULES, Duration.ofHours(1))),
                BarRun::symbol,
                Types.STRING);
    }
}
