package dev.candlewick.job.topology;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Reconciliation;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sinks.duckdb.HotRow;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** Where everything goes: a lake table each, and the one hot store if there is one. */
public record Outputs(
        Sink<Trade> trades,
        Sink<Trade> lateTrades,
        Sink<Bar> bars,
        Sink<Gap> gaps,
        Sink<Reconciliation> reconciliation,
        Sink<DeadLetter> deadLetters,
        Sink<Sentiment> sentiment,
        Sink<RegimeEpisode> regimes,
        Sink<Signal> signals,
        MarketDataOutputs marketData,
        Optional<Sink<HotRow>> hotStore) {

    /** The tables of a lake, as one run fills them, and a hot store if there is one. */
    public static Outputs in(Lake lake, String runId, Optional<Sink<HotRow>> hotStore) {
        return new Outputs(
                lake.sink(Tables.trades(runId)),
                lake.sink(Tables.lateTrades(runId)),
                lake.sink(Tables.BARS),
                lake.sink(Tables.GAPS),
                lake.sink(Tables.RECONCILIATION),
                lake.sink(Tables.DEAD_LETTERS),
                lake.sink(Tables.SENTIMENT),
                lake.sink(Tables.SENTIMENT_REGIMES),
                lake.sink(Tables.SIGNALS),
                MarketDataOutputs.in(lake, runId),
                hotStore);
    }
}
