package dev.candlewick.functions.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** The market that an asset trades on. */
public enum Market {
    /** The exchange's own perpetuals. */
    PERPS("[^@:/\\s][^:/\\s]*"),
    /** Perpetuals of a builder's market; their names begin with the market's. */
    BUILDER("[a-z0-9]+:[^:/\\s]+"),
    /** A pair by its number, such as {@code @107}, or by its tokens. */
    SPOT("@\\d+|[^@:/\\s]+/[^:/\\s]+");

    private final Pattern names;

    Market(String names) {
        this.names = Pattern.compile(names);
    }

    /** The market that a name on the wire belongs to, by the exchange's own rules for names. */
    public static Market of(String symbol) {
        if (symbol.indexOf(':') > 0) {
            return BUILDER;
        }
        return symbol.startsWith("@") || symbol.indexOf('/') > 0 ? SPOT : PERPS;
    }

    /** Whether a name is one that the exchange could give on the market that it points to. */
    public static boolean hasNameLike(String symbol) {
        return of(symbol).names.matcher(symbol).matches();
    }

    /** The name in settings and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
