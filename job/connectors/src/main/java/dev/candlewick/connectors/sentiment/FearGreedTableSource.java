package dev.candlewick.connectors.sentiment;

import dev.candlewick.connectors.rows.OperatorUid;
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
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/** The readings of the index, and revisions of them, each as a row of its own. */
final class FearGreedTableSource
        implements ScanTableSource,
                SupportsProjectionPushDown,
                SupportsLimitPushDown,
                SupportsReadingMetadata,
                SupportsWatermarkPushDown {

    private static final String RUN_ID = "flink-sql";

    private final String name;
    private final FearGreedSourceBuilder index;
    private final boolean bounded;
    private Scan scan;
    private WatermarkStrategy<RowData> watermarks;

    FearGreedTableSource(
            String name,
            FearGreedSourceBuilder index,
            boolean bounded,
            Scan scan,
            WatermarkStrategy<RowData> watermarks) {
        this.name = name;
        this.index = index;
        this.bounded = bounded;
        this.scan = scan;
        this.watermarks = watermarks;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        TypeInformation<RowData> type = context.createTypeInformation(scan.produced());
        String uid = "fear-greed-" + name + "-" + scan.digest();
        return new DataStreamScanProvider() {
            @Override
            public DataStream<RowData> produceDataStream(
                    ProviderContext provider, StreamExecutionEnvironment env) {
                return rows(env, type, new OperatorUid(provider, uid));
            }

            @Override
            public boolean isBounded() {
                return bounded;
            }
        };
    }

    private DataStream<RowData> rows(
            StreamExecutionEnvironment env, TypeInformation<RowData> type, OperatorUid uid) {
        SingleOutputStreamOperator<RowData> rows =
                uid.on(
                        readings(env, uid)
                                .flatMap(
                                        new RowsOfTable<>(
                                                Tables.SENTIMENT,
                                                scan.fields(Tables.SENTIMENT),
                                                type,
                                                scan.limit()))
                                .setParallelism(1),
                        "rows",
                        "Rows of sentiment");
        return watermarks == null
                ? rows
                : uid.on(
                        rows.assignTimestampsAndWatermarks(watermarks).setParallelism(1),
                        "watermarks",
                        "Watermarks");
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
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] fields, DataType type) {
        scan = scan.project(fields, type);
    }

    @Override
    public void applyLimit(long limit) {
        scan = scan.limitedTo(limit);
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return Scan.metadataOf(Tables.SENTIMENT);
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType type) {
        scan = scan.withMetadata(keys, type);
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public DynamicTableSource copy() {
        return new FearGreedTableSource(name, index, bounded, scan, watermarks);
    }

    @Override
    public String asSummaryString() {
        return "Fear and Greed index";
    }
}
