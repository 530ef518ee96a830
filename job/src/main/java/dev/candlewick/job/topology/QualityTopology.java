package dev.candlewick.job.topology;

import dev.candlewick.functions.measurement.MeasureQuality;
import dev.candlewick.functions.measurement.QualityFact;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DataQuality;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Reconciliation;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From what operators know of the quality of each symbol to a row for each interval and day. */
final class QualityTopology {

    private QualityTopology() {}

    /**
     * Adds the operators.
     *
     * @param numbered final bars, with counts of them beside
     * @param compared with the exchange; empty where nothing is
     */
    static DataStream<DataQuality> define(
            SingleOutputStreamOperator<FeedEvent> events,
            SingleOutputStreamOperator<FeedEvent> admitted,
            SingleOutputStreamOperator<BarRun> numbered,
            DataStream<Gap> gaps,
            Optional<DataStream<Reconciliation>> compared,
            String runId) {
        DataStream<QualityFact> facts =
                numbered.getSideOutput(QualityFact.TAG)
                        .union(
                                events.getSideOutput(QualityFact.TAG),
                                admitted.getSideOutput(QualityFact.TAG),
                                ofGaps(gaps));
        if (compared.isPresent()) {
            facts = facts.union(ofComparisons(compared.get()));
        }
        return OperatorId.MEASURE_QUALITY.on(
                facts.keyBy(QualityFact::symbol).process(new MeasureQuality(runId)));
    }

    private static DataStream<QualityFact> ofGaps(DataStream<Gap> gaps) {
        return OperatorId.GAPS_FOR_QUALITY.on(
                gaps.map(QualityFact::gap, TypeInformation.of(QualityFact.class)));
    }

    private static DataStream<QualityFact> ofComparisons(DataStream<Reconciliation> compared) {
        return OperatorId.COMPARISONS_FOR_QUALITY.on(
                compared.map(QualityTopology::comparison, TypeInformation.of(QualityFact.class)));
    }

    private static QualityFact comparison(Reconciliation row) {
        return QualityFact.compared(
                row.symbol(),
                row.interval(),
                row.openTime(),
                row.verdict() == Reconciliation.Verdict.DIFFERENT);
    }
}
