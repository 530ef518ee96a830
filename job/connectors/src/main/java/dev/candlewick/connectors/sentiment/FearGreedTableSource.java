package dev.candlewick.connectors.sentiment;

import dev.candlewick.connectors.rows.OperatorUid;
import dev.candlewick.connectors.rows.RowSource;
import dev.candlewick.connectors.rows.RowsOfTable;
import dev.candlewick.connectors.rows.Scan;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.sentiment.BuildSentiment;
import dev.candlewick.functions.sentiment.SentimentRules;
import dev.candlewick.sinks.tables.Tables;
import dev.candlewick.sources.alternativeme.FearGreedSourceBuilder;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/** The readings of the index, and revisions of them, each as a row of its own. */
final class FearGreedTableSource extends RowSource implements SupportsReadingMetadata {

    private static final String RUN_ID = "flink-sql";

    private final FearGreedSourceBuilder index;
    private final boolean bounded;

    FearGreedTableSource(String name, FearGreedSourceBuilder index, boolean bounded, Scan scan) {
        super(name, scan);
        this.index = index;
        this.bounded = bounded;
    }

    private FearGreedTableSource(FearGreedTableSource other) {
        super(other);
        this.index = other.index;
        this.bounded = other.bounded;
    }

    @Override
    protected String uid() {
        return "fear-greed-" + name() + "-" + scan().digest();
    }

    @Override
    protected DataStream<RowData> rows(
            StreamExecutionEnvironment env, TypeInformation<RowData> type, OperatorUid uid) {
        RowsOfTable<Sentiment> rows =
                new RowsOfTable<>(
                        Tables.SENTIMENT, scan().fields(Tables.SENTIMENT), type, scan().limit());
        return withWatermarks(
                uid.on(
                        readings(env, uid).flatMap(rows).setParallelism(1),
                        "rows",
                        "Rows of sentiment"),
                uid);
    }

    private DataStream<Sentiment> readings(StreamExecutionEnvironment env, OperatorUid uid) {
        SingleOutputStreamOperator<SentimentEvent> events =
                env.fromSource(
                                index.build(),
                                WatermarkStrategy.noWatermarks(),
                                "Sentiment index",
                                TypeInformation.of(SentimentEvent.class))
                        .setParallelism(1);
        return uid.on(
                uid.on(events, "index", "Sentiment index")
                        .keyBy(SentimentEvent::indexName)
                        .process(new BuildSentiment(SentimentRules.DEFAULT, RUN_ID))
                        .setParallelism(1),
                "readings",
                "Build sentiment");
    }

    @Override
    protected boolean isBounded() {
        return bounded;
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return Scan.metadataOf(Tables.SENTIMENT);
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType type) {
        narrow(scan().withMetadata(keys, type));
    }

    @Override
    public DynamicTableSource copy() {
        return new FearGreedTableSource(this);
    }

    @Override
    public String asSummaryString() {
        return "Fear and Greed index";
    }
}
