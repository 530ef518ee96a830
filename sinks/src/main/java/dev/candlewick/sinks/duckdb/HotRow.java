package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.Gap;

/** One row on its way into the hot store; exactly one component is not null. */
public record HotRow(Bar bar, Gap gap) {

    public static HotRow of(Bar bar) {
        return new HotRow(bar, null);
    }

    public static HotRow of(Gap gap) {
        return new HotRow(null, gap);
    }
}
