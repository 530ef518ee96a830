package dev.candlewick.job.topology;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.RouteFeed;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Every result to its table of the lake; all but trades by one writer: fewer and larger files. */
final class ToLake {

    private final Results results;
    private final Outputs outputs;

    private ToLake(Results results, Outputs outputs) {
        this.results = results;
        this.outputs = outputs;
    }

    static void define(Results results, Outputs outputs) {
        ToLake lake = new ToLake(results, outputs);
        lake.trades();
        lake.bars();
        lake.marketData(outputs.marketData());
        lake.rejected();
        results.candles().ifPresent(lake::compared);
        results.sentiment().ifPresent(streams -> streams.toLake(outputs));
    }

    private void trades() {
        DataStream<Trade> trades =
                OperatorId.ADMITTED_TRADES.on(
                        results.admitted()
                                .flatMap(new PayloadOf<>(event -> event.trade(), Trade.class)));
        OperatorId.TRADES_TO_LAKE.on(trades.sinkTo(outputs.trades()));
        byOneWriter(
                OperatorId.LATE_TRADES_TO_LAKE,
                results.admitted().getSideOutput(AdmitTrades.TOO_LATE),
                outputs.lateTrades());
    }

    private void bars() {
        byOneWriter(OperatorId.BARS_TO_LAKE, results.finalBars(), outputs.bars());
        byOneWriter(OperatorId.GAPS_TO_LAKE, results.gaps(), outputs.gaps());
    }

    private void marketData(MarketDataOutputs data) {
        byOneWriter(
                OperatorId.BOOKS_TO_LAKE,
                results.events().getSideOutput(RouteFeed.BOOKS),
                data.books());
        byOneWriter(
                OperatorId.OFFERS_TO_LAKE,
                results.events().getSideOutput(RouteFeed.OFFERS),
                data.offers());
        byOneWriter(
                OperatorId.MIDS_TO_LAKE,
                results.events().getSideOutput(RouteFeed.MIDS),
                data.mids());
        byOneWriter(
                OperatorId.CONTEXTS_TO_LAKE,
                results.events().getSideOutput(RouteFeed.CONTEXTS),
                data.contexts());
        byOneWriter(OperatorId.CANDLES_TO_LAKE, candles(), data.candles());
        byOneWriter(
                OperatorId.ACCOUNTS_TO_LAKE,
                results.events().getSideOutput(RouteFeed.ACCOUNTS),
                data.accounts());
    }

    private DataStream<ExchangeCandle> candles() {
        DataStream<ExchangeCandle> streamed = results.events().getSideOutput(RouteFeed.CANDLES);
        return results.candles()
                .<DataStream<ExchangeCandle>>map(asked -> streamed.union(asked.candles()))
                .orElse(streamed);
    }

    private void rejected() {
        DataStream<DeadLetter> rejected = results.events().getSideOutput(RouteFeed.REJECTED);
        if (results.candles().isPresent()) {
            rejected = rejected.union(results.candles().get().rejected());
        }
        if (results.sentiment().isPresent()) {
            rejected = rejected.union(results.sentiment().get().rejected());
        }
        byOneWriter(OperatorId.DEAD_LETTERS_TO_LAKE, rejected, outputs.deadLetters());
    }

    private void compared(CandleTopology candles) {
        byOneWriter(
                OperatorId.RECONCILIATION_TO_LAKE, candles.compared(), outputs.reconciliation());
    }

    private static <T> void byOneWriter(OperatorId id, DataStream<T> rows, Sink<T> sink) {
        id.on(rows.sinkTo(sink).setParallelism(1));
    }
}
