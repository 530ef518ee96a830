package dev.candlewick.sinks.cache;

import dev.candlewick.sinks.tables.Table;

/**
 * What a reader needs of a table.
 *
 * @param proof whether it also needs what proves that bars are settled: the newest folder, and the
 *     one after the last that is wanted
 */
public record Need(Table<?> table, Wanted wanted, boolean proof) {

    public static Need of(Table<?> table, Wanted wanted) {
        return new Need(table, wanted, false);
    }
}
