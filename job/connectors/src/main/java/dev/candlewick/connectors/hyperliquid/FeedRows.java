package dev.candlewick.connectors.hyperliquid;

import dev.candlewick.connectors.rows.OperatorUid;
import dev.candlewick.connectors.rows.RowsOfTable;
import dev.candlewick.connectors.rows.Scan;
import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.WebSocketSourceBuilder;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** From the exchange's feed to the rows of one of its streams. */
record FeedRows(FeedOptions options, List<String> symbols, Scan scan, boolean watermarksOfFeed) {

    /** Stands where a job would write the name of its run. */
    private static final String RUN_ID = "flink-sql";

    private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

    SingleOutputStreamOperator<RowData> in(
            StreamExecutionEnvironment env, TypeInformation<RowData> type, OperatorUid uid) {
        SingleOutputStreamOperator<FeedEvent> routed =
                uid.on(feed(env, uid).process(new RouteFeed()), "route", "Route the feed");
        return options.stream() == FeedStream.TRADES
                ? rowsOf(eachOnce(routed, uid), Tables.TRADES, type, uid)
                : sideRows(routed, type, uid);
    }

    private SingleOutputStreamOperator<FeedEvent> feed(
            StreamExecutionEnvironment env, OperatorUid uid) {
        SingleOutputStreamOperator<FeedEvent> feed =
                env.fromSource(
                        source(),
                        watermarksOfFeed ? ofFeed() : WatermarkStrategy.noWatermarks(),
                        "Exchange feed",
                        TypeInformation.of(FeedEvent.class));
        int parallelism = Math.min(env.getParallelism(), symbols.size());
        return uid.on(feed.setParallelism(Math.max(1, parallelism)), "feed", "Exchange feed");
    }

    private WebSocketSource source() {
        WebSocketSourceBuilder source =
                WebSocketSource.builder(
                                new HyperliquidFeed(
                                        options.stream().channels(options.intervals()), List.of()))
                        .url(options.websocketUrl())
                        .symbols(symbols);
        return options.endReason() == null
                ? source.build()
                : source.clock(FeedClock.EXCHANGE).endsOnCloseReason(options.endReason()).build();
    }

    /** Event time moves by all that the feed proves, also through silence. */
    private static WatermarkStrategy<FeedEvent> ofFeed() {
        return WatermarkStrategy.<FeedEvent>forBoundedOutOfOrderness(OUT_OF_ORDERNESS)
                .withTimestampAssigner((event, previous) -> Math.max(0, event.eventTime()) / 1_000)
                .withIdleness(IDLE_AFTER);
    }

    /** Also what is too late for bars of ours: whether it is for the query, its watermark says. */
    private DataStream<TradeRun> eachOnce(
            SingleOutputStreamOperator<FeedEvent> routed, OperatorUid uid) {
        BarRules rules =
                new BarRules(
                        List.of(BarInterval.M1),
                        OUT_OF_ORDERNESS,
                        REMEMBERED,
                        Forming.NONE,
                        Origin.STREAM,
                        RUN_ID);
        SingleOutputStreamOperator<FeedEvent> admitted =
                uid.on(
                        routed.keyBy(FeedEvent::symbol).process(new AdmitTrades(rules)),
                        "each-once",
                        "Admit each trade once");
        return uid.on(admitted.flatMap(new Runs()), "runs", "Trades")
                .union(admitted.getSideOutput(AdmitTrades.TOO_LATE));
    }

    @SuppressWarnings("unchecked") // the table is that of the tag
    private <T> SingleOutputStreamOperator<RowData> sideRows(
            SingleOutputStreamOperator<FeedEvent> routed,
            TypeInformation<RowData> type,
            OperatorUid uid) {
        DataStream<T> rows = routed.getSideOutput((OutputTag<T>) options.stream().tag());
        return rowsOf(rows, (Table<T>) options.stream().table(), type, uid);
    }

    private <T> SingleOutputStreamOperator<RowData> rowsOf(
            DataStream<T> stream, Table<T> table, TypeInformation<RowData> type, OperatorUid uid) {
        return uid.on(
                stream.flatMap(
                        new RowsOfTable<>(
                                table.inRun(RUN_ID), scan.fields(table), type, scan.limit())),
                "rows",
                "Rows of " + table.name());
    }

    /** The trades of the feed. */
    private static final class Runs
            implements FlatMapFunction<FeedEvent, TradeRun>, ResultTypeQueryable<TradeRun> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(FeedEvent event, Collector<TradeRun> out) {
            if (event.run() != null) {
                out.collect(event.run());
            }
        }

        @Override
        public TypeInformation<TradeRun> getProducedType() {
            return TypeInformation.of(TradeRun.class);
        }
    }
}
