package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.ReplaySource;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.JobManagerOptions.SchedulerType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;
import org.junit.jupiter.api.Test;

class MarketDataTopologyTest {

    @Test
    void eventsStayInTheirTaskWhereTheJobKeepsItsOneSubtask() throws Exception {
        assertThat(partitioner(1, SchedulerType.Default)).isInstanceOf(ForwardPartitioner.class);
    }

    @Test
    void eventsGoToTheSubtaskOfTheirSymbolWhereThereAreOrMayBeSeveral() throws Exception {
        assertThat(partitioner(2, SchedulerType.Default))
                .isInstanceOf(KeyGroupStreamPartitioner.class);
        assertThat(partitioner(1, SchedulerType.Adaptive))
                .isInstanceOf(KeyGroupStreamPartitioner.class);
        assertThat(partitioner(1, null)).isInstanceOf(KeyGroupStreamPartitioner.class);
    }

    private static StreamPartitioner<?> partitioner(int parallelism, SchedulerType scheduler)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        if (scheduler != null) {
            configuration.set(JobManagerOptions.SCHEDULER, scheduler);
        }
        try (StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration)) {
            DataStream<FeedEvent> events =
                    env.fromSource(
                            tape(),
                            WatermarkStrategy.noWatermarks(),
                            "feed",
                            TypeInformation.of(FeedEvent.class));
            Transformation<?> keyed = MarketDataTopology.bySymbol(events).getTransformation();
            return ((PartitionTransformation<?>) keyed).getPartitioner();
        }
    }

    @Test
    void refusesToRunWhereNothingWouldEverBeCommitted() throws Exception {
        Inputs inputs = new Inputs(tape(), Optional.empty());
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment()) {
            assertThatThrownBy(() -> MarketDataTopology.define(env, inputs, null, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("lake.commit-interval");
        }
    }

    private static ReplaySource tape() {
        return ReplaySource.builder(HyperliquidFeed.of()).files(List.of("any.jsonl")).build();
    }
}
