package dev.candlewick.sinks.cache;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/**
 * Which rows of a table are wanted.
 *
 * @param symbols null for all
 * @param from the first date; null for all before {@code to}
 * @param to the last date; null for all from {@code from} on
 */
public record Wanted(Set<String> symbols, LocalDate from, LocalDate to) {

    public static final Wanted ALL = new Wanted(null, null, null);

    private static final String DATED = "date=";

    public static Wanted ofSymbols(Set<String> symbols) {
        return new Wanted(Set.copyOf(symbols), null, null);
    }

    public static Wanted between(LocalDate from, LocalDate to) {
        return new Wanted(null, from, to);
    }

    /** What both want. */
    public Wanted and(Wanted other) {
        return new Wanted(
                common(symbols, other.symbols),
                from == null || (other.from != null && other.from.isAfter(from))
                        ? other.from
                        : from,
                to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to);
    }

    /** What either wants, and perhaps more. */
    public Wanted or(Wanted other) {
        return new Wanted(
                both(symbols, other.symbols),
                from == null || other.from == null
                        ? null
                        : from.isBefore(other.from) ? from : other.from,
                to == null || other.to == null ? null : to.isAfter(other.to) ? to : other.to);
    }

    /** Whether rows of a folder of a table may be among them. */
    boolean takesFolder(String folder) {
        if (!folder.startsWith(DATED)) {
            return true;
        }
        LocalDate date = dateOf(folder);
        return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }

    static LocalDate dateOf(String folder) {
        return LocalDate.parse(folder.substring(DATED.length()));
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        if (one == null || other == null) {
            return null;
        }
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
