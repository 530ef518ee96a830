package dev.candlewick.job.topology;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sinks.duckdb.HotRow;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** Where everything goes: a lake table each, and the one hot store if there is one. */
public record Outputs(
        Sink<Trade> trades,
        Sink<Trade> lateTrades,
        Sink<Bar> bars,
        Sink<Gap> gaps,
        Sink<DeadLetter> deadLetters,
        Sink<Sentiment> sentiment,
        Sink<RegimeEpisode> regimes,
        Sink<Signal> signals,
        Optional<Sink<HotRow>> hotStore) {}
