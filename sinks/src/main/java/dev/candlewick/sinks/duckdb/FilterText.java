package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.cache.Wanted;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter as DuckDB's plan shows it, such as {@code ((symbol = 'BTC') OR (symbol = 'ETH'))}, read
 * as what is wanted of a table. What is not understood bounds nothing.
 */
final class FilterText {

    private static final String SYMBOL = "symbol";
    private static final Pattern OPTIONAL = Pattern.compile("optional: ");
    private static final Pattern OPEN = Pattern.compile("\\(");
    private static final Pattern CLOSE = Pattern.compile("\\)");
    private static final Pattern AND = Pattern.compile(" AND ");
    private static final Pattern OR = Pattern.compile(" OR ");
    private static final Pattern COMMA = Pattern.compile(", ");
    private static final Pattern COMPARISON = Pattern.compile("([a-z_]+) (=|>=|<=|>|<|IN) ");
    private static final Pattern LITERAL =
            Pattern.compile("'((?:[^']|'')*)'(::TIMESTAMP WITH TIME ZONE|::DATE)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?: (\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?)\\+00)?");

    private final String text;
    private final String time;
    private int at;

    private FilterText(String text, String time) {
        this.text = text;
        this.time = time;
    }

    /** What this release does not know of DuckDB's plans. */
    private static final class UnknownFormException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param time the column that dates the rows; null if none does
     */
    static Wanted parse(String text, String time) {
        FilterText filter = new FilterText(text, time);
        try {
            Wanted wanted = filter.expression();
            return filter.at == text.length() ? wanted : Wanted.ALL;
        } catch (UnknownFormException e) {
            return Wanted.ALL;
        }
    }

    private Wanted expression() throws UnknownFormException {
        if (take(OPTIONAL) != null) {
            return expression();
        }
        return take(OPEN) == null ? comparison() : group();
    }

    private Wanted group() throws UnknownFormException {
        Wanted all = expression();
        while (take(CLOSE) == null) {
            if (take(AND) != null) {
                all = all.and(expression());
            } else {
                expect(OR);
                all = all.or(expression());
            }
        }
        return all;
    }

    private Wanted comparison() throws UnknownFormException {
        Matcher comparison = expect(COMPARISON);
        String column = comparison.group(1);
        String operator = comparison.group(2);
        Set<String> values = new HashSet<>();
        if (operator.equals("IN")) {
            expect(OPEN);
            do {
                values.add(literal());
            } while (take(COMMA) != null);
            expect(CLOSE);
        } else {
            values.add(literal());
        }
        if (column.equals(SYMBOL)) {
            return List.of("=", "IN").contains(operator) ? Wanted.ofSymbols(values) : Wanted.ALL;
        }
        return column.equals(time) ? times(operator, values) : Wanted.ALL;
    }

    private static Wanted times(String operator, Set<String> values) throws UnknownFormException {
        Wanted all = null;
        for (String value : values) {
            Matcher time = TIME.matcher(value);
            if (!time.matches()) {
                throw new UnknownFormException();
            }
            Wanted each = time(operator, LocalDate.parse(time.group(1)));
            all = all == null ? each : all.or(each);
        }
        return all;
    }

    private static Wanted time(String operator, LocalDate date) {
        return switch (operator) {
            case ">", ">=" -> Wanted.between(date, null);
            case "<", "<=" -> Wanted.between(null, date);
            default -> Wanted.between(date, date);
        };
    }

    private String literal() throws UnknownFormException {
        return expect(LITERAL).group(1).replace("''", "'");
    }

    private Matcher expect(Pattern pattern) throws UnknownFormException {
        Matcher found = take(pattern);
        if (found == null) {
            throw new UnknownFormException();
        }
        return found;
    }

    private Matcher take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }
}
