package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import java.util.function.Consumer;

/** Where the bars that one event causes go, and the time they carry. */
record Emission(String symbol, long emittedAt, Consumer<Bar> bars) {}
