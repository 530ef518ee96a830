package dev.candlewick.functions.history;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.TestingFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanHistoryTest {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final TestingFeed btc = new TestingFeed("BTC");
    private KeyedTwoInputStreamOperatorTestHarness<String, FeedEvent, Standing, CandleRequest>
            operator;
    private int seen;

    @BeforeEach
    void open() throws Exception {
        operator = harness(720, BarInterval.M1, BarInterval.M5, BarInterval.S1);
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void requestsTheNewestWindowsOfASymbolFirstThenTheOlderOnes() throws Exception {
        operator.close();
        operator = harness(720, BarInterval.M1);
        operator.open();
        hear(btc.covered("12:00:30"));

        assertThat(requested())
                .containsExactly("NEW_MEMBER 1m 03:40:00-12:00:00", "DEPTH 1m 00:00:00-03:40:00");
    }

    @Test
    void requestsTheWindowInWhichCollectionStartedWhenItIsOver() throws Exception {
        hear(btc.covered("12:01:30"));
        assertThat(requested()).hasSize(4);

        hear(btc.buy("12:02:09", "1", "1"));
        assertThat(requested()).isEmpty();
        hear(btc.time("12:02:10"));
        assertThat(requested()).containsExactly("NEW_MEMBER 1m 12:01:00-12:02:00");
        hear(btc.buy("12:05:10", "1", "1"), btc.buy("14:05:10", "1", "1"));
        assertThat(requested()).containsExactly("NEW_MEMBER 5m 12:00:00-12:05:00");
    }

    @Test
    void doesNotTakeAWindowForPublishedThatHasJustEnded() throws Exception {
        operator.close();
        operator = harness(2, BarInterval.M1);
        operator.open();
        hear(btc.covered("12:01:05"));
        assertThat(requested()).containsExactly("NEW_MEMBER 1m 11:58:00-12:00:00");

        hear(btc.time("12:02:10"));
        assertThat(requested()).containsExactly("NEW_MEMBER 1m 12:00:00-12:02:00");
    }

    @Test
    void aSymbolThatReturnsGetsTheWindowsThatItMissedAndNoOthers() throws Exception {
        operator.close();
        operator = harness(720, BarInterval.M1);
        operator.open();
        hear(btc.covered("09:00:30"), btc.time("09:05:00"));
        requested();

        hear(left("10:00:20", null));
        assertThat(requested()).isEmpty();
        hear(left("10:00:20", "12:30:40"), left("10:00:20", "12:30:40"));
        assertThat(requested()).containsExactly("NEW_MEMBER 1m 10:00:00-12:30:00");
        hear(btc.time("12:31:10"), btc.gap("12:40:00", "12:45:00"), btc.time("12:50:00"));
        assertThat(requested()).containsExactly("NEW_MEMBER 1m 12:30:00-12:31:00");
    }

    @Test
    void whatWasRequestedIsNotRequestedAgainAfterARestart() throws Exception {
        hear(btc.covered("12:01:30"));
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = harness(720, BarInterval.M1, BarInterval.M5, BarInterval.S1);
        operator.initializeState(snapshot);
        operator.open();
        seen = 0;

        hear(btc.covered("12:01:30"), btc.buy("12:01:40", "1", "1"), btc.time("12:02:10"));
        assertThat(requested()).containsExactly("NEW_MEMBER 1m 12:01:00-12:02:00");
    }

    @Test
    void requestsCarryTheRankOfTheSymbol() throws Exception {
        operator.processElement2(standing(3), 0);
        hear(btc.covered("12:00:30"));

        assertThat(operator.extractOutputValues())
                .isNotEmpty()
                .allMatch(request -> request.rank() == 3);
    }

    @Test
    void requestsNothingWhereHistoryIsOff() throws Exception {
        operator.close();
        operator =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new PlanHistory(HistoryRules.NONE)),
                        FeedEvent::symbol,
                        Standing::symbol,
                        Types.STRING);
        operator.open();
        hear(btc.covered("12:00:30"), btc.time("13:00:00"));

        assertThat(requested()).isEmpty();
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void itsStateEvolvesAsAPlainObject() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(HistoryPlan.class);
    }

    private void hear(FeedEvent... events) throws Exception {
        for (FeedEvent event : events) {
            operator.processElement1(event, 0);
        }
    }

    private FeedEvent left(String from, String to) {
        Gap gap =
                new Gap(
                        "BTC",
                        at(from),
                        to == null ? null : at(to),
                        Gap.LEFT_UNIVERSE,
                        at(from),
                        null,
                        null);
        return FeedEvent.gap(gap, at(to == null ? from : to));
    }

    private static Standing standing(int rank) {
        return new Standing(
                at("12:00:00"), "BTC", Market.PERPS, rank, 0.5, null, null, true, "ranked", 1);
    }

    /** What was requested since the last call. */
    private List<String> requested() {
        List<CandleRequest> all = operator.extractOutputValues();
        List<String> shown =
                all.subList(seen, all.size()).stream().map(PlanHistoryTest::shown).toList();
        seen = all.size();
        return shown;
    }

    private static String shown(CandleRequest request) {
        return "%s %s %s-%s"
                .formatted(
                        request.purpose(),
                        request.interval().label(),
                        TIME.format(Instant.ofEpochMilli(request.from() / 1_000)),
                        TIME.format(Instant.ofEpochMilli(request.to() / 1_000)));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, FeedEvent, Standing, CandleRequest>
            harness(int depth, BarInterval... intervals) throws Exception {
        HistoryRules rules = new HistoryRules(List.of(intervals), depth, Duration.ofSeconds(10));
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new PlanHistory(rules)),
                FeedEvent::symbol,
                Standing::symbol,
                Types.STRING);
    }
}
