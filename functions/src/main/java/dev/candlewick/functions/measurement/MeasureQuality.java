package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.DataQuality;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums what counts for the quality of a symbol by interval and day, and emits a day again whenever
 * counts of bars arrive after something has changed. Keyed by symbol.
 */
public class MeasureQuality extends KeyedProcessFunction<String, QualityFact, DataQuality> {
    private static final long serialVersionUID = 1L;

    /** The name of the gauge of the newest score of a symbol, from 0 to 1. */
    public static final String SCORE = "qualityScore";

    /**
     * The name of the gauge of the share of whole bars of a symbol on its newest day, from 0 to 1.
     */
    public static final String COVERAGE = "coverageRatio";

    private final String runId;

    private transient ValueState<SymbolQuality> qualities;
    private transient Map<String, DataQuality> newest;

    public MeasureQuality(String runId) {
        this.runId = runId;
    }

    @Override
    public void open(OpenContext context) {
        qualities =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("quality", SymbolQuality.class));
        newest = new HashMap<>();
    }

    @Override
    public void processElement(QualityFact fact, Context context, Collector<DataQuality> out)
            throws Exception {
        SymbolQuality quality = qualities.value();
        if (quality == null) {
            quality = new SymbolQuality();
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        quality.add(fact, runId, row -> emit(row, out));
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            quality.emitAll(fact.symbol(), runId, row -> emit(row, out));
        }
        qualities.update(quality);
    }

    /** The input has ended. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DataQuality> out)
            throws Exception {
        SymbolQuality quality = qualities.value();
        quality.emitAll(context.getCurrentKey(), runId, row -> emit(row, out));
        qualities.update(quality);
    }

    private void emit(DataQuality row, Collector<DataQuality> out) {
        if (newest.put(row.symbol(), row) == null) {
            MetricGroup ofSymbol =
                    getRuntimeContext().getMetricGroup().addGroup("symbol", row.symbol());
            ofSymbol.gauge(SCORE, (Gauge<Double>) () -> newest.get(row.symbol()).score());
            ofSymbol.gauge(
                    COVERAGE, (Gauge<Double>) () -> newest.get(row.symbol()).bars().coverage());
        }
        out.collect(row);
    }
}
