package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TestingFeed;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RouteFeedTest {

    @Test
    void countsAGapOnceHoweverMuchBecomesKnownOfIt() throws Exception {
        TestingFeed btc = new TestingFeed("BTC");
        TestingFeed eth = new TestingFeed("ETH");
        List<FeedEvent> events =
                List.of(
                        btc.gapOpens("12:00:00", "12:00:01"),
                        eth.gapOpens("12:00:00", "12:00:01"),
                        btc.gap("12:00:00", "12:01:00"),
                        eth.gapHeals("12:00:00", "12:01:00"),
                        btc.gap("12:05:00", "12:06:00"));
        try (OneInputStreamOperatorTestHarness<FeedEvent, FeedEvent> operator =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteFeed()))) {
            operator.open();
            for (FeedEvent event : events) {
                operator.processElement(event, 0);
            }

            assertThat(operator.extractOutputValues()).isEqualTo(events);
            assertThat(
                            operator.getOperator()
                                    .getRuntimeContext()
                                    .getAccumulator(RouteFeed.GAPS)
                                    .getLocalValue())
                    .isEqualTo(3L);
        }
    }
}
