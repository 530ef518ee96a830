package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.ReplaySource;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class MarketDataTopologyTest {

    @Test
    void refusesToRunWhereNothingWouldEverBeCommitted() throws Exception {
        ReplaySource tape =
                ReplaySource.builder(HyperliquidFeed.of()).files(List.of("any.jsonl")).build();
        Inputs inputs = new Inputs(tape, Optional.empty());
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment()) {
            assertThatThrownBy(() -> MarketDataTopology.define(env, inputs, null, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("lake.commit-interval");
        }
    }
}
