package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import java.util.function.Consumer;

/** Where the bars of one event go, one by one. */
record ObviousEmission(String symbol, long emittedAt, Consumer<Bar> bars) {}
