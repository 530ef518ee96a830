package dev.candlewick.sinks.tables;

import java.io.Serializable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Reads a value from a row. Tables travel to the workers, hence serialisable. */
@FunctionalInterface
public interface Getter<T, V> extends Function<T, V>, Serializable {

    /** Reads a long from a row without boxing. */
    @FunctionalInterface
    interface OfLong<T> extends ToLongFunction<T>, Serializable {}

    /** Reads a double from a row without boxing. */
    @FunctionalInterface
    interface OfDouble<T> extends ToDoubleFunction<T>, Serializable {}

    /** Reads an int from a row without boxing. */
    @FunctionalInterface
    interface OfInt<T> extends ToIntFunction<T>, Serializable {}

    /** Reads a boolean from a row without boxing. */
    @FunctionalInterface
    interface OfBoolean<T> extends Predicate<T>, Serializable {}
}
