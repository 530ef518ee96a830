package dev.candlewick.functions.sentiment;

import static dev.candlewick.functions.sentiment.TestingSentiment.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that change while the index is followed. */
class FollowSentimentRulesTest {
    static final SentimentRules FEAR_UNTIL_30 =
            new SentimentRules(
                    new RegimeBounds(30, 45, 54, 75),
                    SentimentRules.DEFAULT_PRESSURES,
                    2,
                    50,
                    7,
                    Duration.ofDays(3));

    private KeyedBroadcastOperatorTestHarness<String, SentimentEvent, RulesInForce, Sentiment>
            operator;

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
    void knownDaysThatOtherRulesJudgeDifferentlyAreRevisedAndTheOthersStay() throws Exception {
        read(history("2025-09-01", 28), history("2025-09-02", 40), history("2025-09-03", 20));
        int before = operator.extractOutputValues().size();

        change(5, FEAR_UNTIL_30);

        List<Sentiment> revised =
                operator.extractOutputValues()
                        .subList(before, operator.extractOutputValues().size());
        assertThat(revised)
                .extracting(Sentiment::value, Sentiment::regime, Sentiment::revision)
                .contains(tuple(28, Regime.EXTREME_FEAR, 1))
                .doesNotContain(tuple(40, Regime.FEAR, 1));
        assertThat(newest(side(BuildSentiment.EPISODES)))
                .extracting(RegimeEpisode::regime)
                .containsExactly(Regime.EXTREME_FEAR, Regime.FEAR, Regime.EXTREME_FEAR);
    }

    @Test
    void theSameRulesUnderAnotherVersionReviseNothing() throws Exception {
        read(history("2025-09-01", 28));

        change(5, SentimentRules.DEFAULT);

        assertThat(operator.extractOutputValues()).hasSize(1);
        assertThat(side(BuildSentiment.UPDATES))
                .last()
                .satisfies(update -> assertThat(update.rules().version).isEqualTo(5));
    }

    @Test
    void changedRulesSurviveARestart() throws Exception {
        change(5, FEAR_UNTIL_30);
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();

        operator = harness();
        operator.initializeState(snapshot);
        operator.open();
        read(history("2025-09-01", 28));

        assertThat(operator.extractOutputValues())
                .extracting(Sentiment::regime)
                .containsExactly(Regime.EXTREME_FEAR);
    }

    private void read(SentimentReading... readings) throws Exception {
        for (SentimentReading reading : readings) {
            operator.processElement(new StreamRecord<>(SentimentEvent.reading(reading)));
        }
    }

    private void change(long version, SentimentRules rules) throws Exception {
        operator.processBroadcastElement(new StreamRecord<>(RulesInForce.of(version, rules)));
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = operator.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        records.forEach(record -> values.add(record.getValue()));
        return values;
    }

    /** The last row of each start, by that; vanished ones left out. */
    private static List<RegimeEpisode> newest(List<RegimeEpisode> rows) {
        TreeMap<Long, RegimeEpisode> byStart = new TreeMap<>();
        rows.forEach(row -> byStart.put(row.startedOn(), row));
        return byStart.values().stream().filter(row -> row.days() > 0).toList();
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, SentimentEvent, RulesInForce, Sentiment>
            harness() throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new FollowSentimentRules(SentimentRules.DEFAULT, "run"),
                        List.of(FollowSentimentRules.RULES)),
                SentimentEvent::indexName,
                Types.STRING,
                128,
                1,
                0);
    }
}
