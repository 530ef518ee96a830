package dev.candlewick.job.topology;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.job.sql.SqlScripts;
import dev.candlewick.sinks.duckdb.HotRow;
import dev.candlewick.sinks.duckdb.HotStore;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Every result to its table: the one place where the pipeline and the tables meet. */
final class ToTables {

    private final Results results;
    private final DataStream<TradeRun> admitted;

    private ToTables(Results results) {
        this.results = results;
        this.admitted =
                OperatorId.ADMITTED_TRADES.on(
                        results.admitted()
                                .flatMap(new PayloadOf<>(FeedEvent::run, TradeRun.class)));
    }

    /**
     * Adds the sinks.
     *
     * @param withTrades whether trades go to the lake, too
     */
    static void define(
            StreamExecutionEnvironment env, Results results, Outputs outputs, boolean withTrades) {
        ToTables tables = new ToTables(results);
        List<TableRows<?>> rows = tables.rows();
        if (withTrades) {
            tables.trades(outputs);
        }
        rows.forEach(table -> table.toLake(outputs));
        outputs.hotStore().ifPresent(hotStore -> tables.keepHot(rows, hotStore));
        outputs.scripts().define(env, tables.streams(rows, outputs.scripts()), outputs.runId());
    }

    /** What scripts read. */
    private Map<Table<?>, DataStream<?>> streams(List<TableRows<?>> rows, SqlScripts scripts) {
        Map<Table<?>, DataStream<?>> streams = new LinkedHashMap<>();
        rows.stream()
                .filter(each -> scripts.read(each.table()))
                .forEach(each -> streams.put(each.table(), each.rows()));
        if (scripts.read(Tables.TRADES)) {
            streams.put(Tables.TRADES, admitted);
        }
        if (scripts.read(Tables.LATE_TRADES)) {
            streams.put(Tables.LATE_TRADES, results.admitted().getSideOutput(AdmitTrades.TOO_LATE));
        }
        return streams;
    }

    private List<TableRows<?>> rows() {
        List<TableRows<?>> rows = new ArrayList<>();
        rows.add(TableRows.of(Tables.BAR_RUNS, results.finalBars()));
        rows.add(TableRows.of(Tables.GAPS, results.gaps()));
        rows.add(TableRows.of(Tables.BOOKS, results.events().getSideOutput(RouteFeed.BOOKS)));
        rows.add(TableRows.of(Tables.BBO, results.events().getSideOutput(RouteFeed.OFFERS)));
        rows.add(TableRows.of(Tables.MIDS, results.events().getSideOutput(RouteFeed.MIDS)));
        rows.add(
                TableRows.of(
                        Tables.ASSET_CONTEXTS, results.events().getSideOutput(RouteFeed.CONTEXTS)));
        rows.add(TableRows.of(Tables.EXCHANGE_CANDLES, candles()));
        rows.add(
                TableRows.of(
                        Tables.ACCOUNT_EVENTS, results.events().getSideOutput(RouteFeed.ACCOUNTS)));
        rows.add(
                TableRows.of(Tables.UNIVERSE, results.events().getSideOutput(RouteFeed.STANDINGS)));
        rows.add(TableRows.of(Tables.DATA_QUALITY, results.quality()));
        rows.add(TableRows.of(Tables.DEAD_LETTERS, rejected()));
        results.candles()
                .ifPresent(
                        candles ->
                                rows.add(TableRows.of(Tables.RECONCILIATION, candles.compared())));
        results.settings()
                .ifPresent(
                        settings ->
                                rows.add(
                                        TableRows.of(Tables.SETTINGS_CHANGES, settings.changes())));
        results.sentiment().ifPresent(sentiment -> rows.addAll(sentiment.tables()));
        return rows;
    }

    /**
     * Made ready where bars are made: those of seconds need not travel, and the others go straight
     * to the writer, which sorts out what overtakes.
     */
    private DataStream<HotRow> hotBars(HotStore hotStore) {
        DataStream<HotRow> finalBars =
                OperatorId.HOT_BARS.on(
                        results.finalBars().flatMap(new HotBars(hotStore.intervals())));
        return TableRows.of(Tables.BARS, results.formingBars()).toHotStore().union(finalBars);
    }

    /** Trades are by far the most rows, so that every subtask writes its own. */
    private void trades(Outputs outputs) {
        toLake(admitted, Tables.TRADES, outputs);
        toLake(results.admitted().getSideOutput(AdmitTrades.TOO_LATE), Tables.LATE_TRADES, outputs)
                .setParallelism(1);
    }

    private static DataStreamSink<TradeRun> toLake(
            DataStream<TradeRun> runs, Table<TradeRun> table, Outputs outputs) {
        return TableOperator.toLake(table)
                .on(runs.sinkTo(outputs.lake().sink(table.inRun(outputs.runId()))));
    }

    private DataStream<ExchangeCandle> candles() {
        DataStream<ExchangeCandle> streamed = results.events().getSideOutput(RouteFeed.CANDLES);
        return results.candles()
                .<DataStream<ExchangeCandle>>map(asked -> streamed.union(asked.candles()))
                .orElse(streamed);
    }

    private DataStream<DeadLetter> rejected() {
        DataStream<DeadLetter> rejected =
                results.events()
                        .getSideOutput(RouteFeed.REJECTED)
                        .union(results.admitted().getSideOutput(AdmitTrades.CONFLICTING));
        if (results.candles().isPresent()) {
            rejected = rejected.union(results.candles().get().rejected());
        }
        if (results.sentiment().isPresent()) {
            rejected = rejected.union(results.sentiment().get().rejected());
        }
        return rejected;
    }

    /** One writer owns the file and keeps the order within each key. */
    @SuppressWarnings("unchecked") // an array of a generic type
    private void keepHot(List<TableRows<?>> rows, HotStore hotStore) {
        DataStream<HotRow>[] others =
                rows.stream()
                        .filter(table -> table.table().hot().isAny())
                        .<DataStream<HotRow>>map(TableRows::toHotStore)
                        .toArray(DataStream[]::new);
        DataStream<HotRow> all = hotBars(hotStore).union(others);
        OperatorId.HOT_STORE.on(all.sinkTo(hotStore).setParallelism(1));
    }
}
