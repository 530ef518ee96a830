package dev.candlewick.job.topology;

import dev.candlewick.functions.model.SettingsChange;
import dev.candlewick.functions.sentiment.RulesInForce;
import dev.candlewick.job.reload.SettingsSource;
import dev.candlewick.job.reload.SettingsUpdate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** From the settings file to rows of what changed, and to rules that are broadcast. */
record SettingsTopology(DataStream<SettingsChange> changes, DataStream<RulesInForce> sentiment) {

    static SettingsTopology define(StreamExecutionEnvironment env, SettingsSource source) {
        DataStream<SettingsUpdate> updates =
                OperatorId.SETTINGS.on(
                        env.fromSource(
                                        source,
                                        WatermarkStrategy.noWatermarks(),
                                        OperatorId.SETTINGS.label(),
                                        TypeInformation.of(SettingsUpdate.class))
                                .setParallelism(1));
        return new SettingsTopology(
                OperatorId.SETTINGS_CHANGES.on(updates.flatMap(new Changes()).setParallelism(1)),
                OperatorId.SENTIMENT_RULES.on(
                        updates.map(
                                        SettingsUpdate::sentiment,
                                        TypeInformation.of(RulesInForce.class))
                                .setParallelism(1)));
    }

    private static final class Changes implements FlatMapFunction<SettingsUpdate, SettingsChange> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(SettingsUpdate update, Collector<SettingsChange> out) {
            update.changes().forEach(out::collect);
        }
    }
}
