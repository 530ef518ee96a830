package dev.candlewick.functions.model;

import java.util.Locale;

/** Where a sentiment value went since the reading before it. */
public enum Trend {
    UP,
    DOWN,
    STABLE;

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
