package dev.candlewick.functions.model;

import java.util.Locale;

/** How much of a bar's window the feed is known to have delivered. */
public enum Coverage {
    /** The feed was whole and the symbol traded. */
    COMPLETE,
    /** The feed was whole and nothing traded: flat at the previous close. */
    QUIET,
    /** The window touches the start or end of collection, or a gap; it holds what was seen. */
    PARTIAL,
    /** The values came from another source after a gap. */
    REPAIRED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in tables. */
    public String label() {
        return label;
    }
}
