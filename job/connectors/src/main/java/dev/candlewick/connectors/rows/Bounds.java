package dev.candlewick.connectors.rows;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;

/**
 * What the conditions of a query leave of a table: a superset of its rows, so that the query still
 * checks each row.
 *
 * @param symbols null if any
 * @param from in microseconds
 * @param to in microseconds, included
 */
public record Bounds(Set<String> symbols, long from, long to) implements Serializable {

    public static final Bounds NONE = new Bounds(null, Long.MIN_VALUE, Long.MAX_VALUE);

    /**
     * Narrowed by conditions that all have to hold.
     *
     * @param time the column that bounds time; null if none does
     */
    public Bounds and(List<ResolvedExpression> conditions, String time) {
        Bounds bounds = this;
        for (ResolvedExpression condition : conditions) {
            bounds = bounds.and(condition, time);
        }
        return bounds;
    }

    private Bounds and(ResolvedExpression condition, String time) {
        if (isCall(condition, BuiltInFunctionDefinitions.AND)) {
            return and(condition.getResolvedChildren(), time);
        }
        Optional<Set<String>> texts = texts(condition, "symbol");
        if (texts.isPresent()) {
            return new Bounds(common(texts.get()), from, to);
        }
        return time == null ? this : andTime(condition, time);
    }

    private Set<String> common(Set<String> others) {
        if (symbols == null) {
            return others;
        }
        Set<String> common = new HashSet<>(symbols);
        common.retainAll(others);
        return common;
    }

    private Bounds andTime(ResolvedExpression condition, String time) {
        if (!(condition instanceof CallExpression) || condition.getResolvedChildren().size() != 2) {
            return this;
        }
        List<ResolvedExpression> sides = condition.getResolvedChildren();
        boolean turned = isField(sides.get(1), time);
        if (!turned && !isField(sides.get(0), time)) {
            return this;
        }
        Optional<Long> instant = micros(sides.get(turned ? 0 : 1));
        return instant.map(at -> bounded(function(condition), at, turned)).orElse(this);
    }

    private Bounds bounded(FunctionDefinition function, long at, boolean turned) {
        boolean greater =
                function == BuiltInFunctionDefinitions.GREATER_THAN
                        || function == BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL;
        boolean less =
                function == BuiltInFunctionDefinitions.LESS_THAN
                        || function == BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL;
        boolean equal = function == BuiltInFunctionDefinitions.EQUALS;
        boolean below = equal || (turned ? less : greater);
        boolean above = equal || (turned ? greater : less);
        return new Bounds(
                symbols, below ? Math.max(from, at) : from, above ? Math.min(to, at) : to);
    }

    /** The values of a text column that a condition allows, if it is about nothing else. */
    private static Optional<Set<String>> texts(ResolvedExpression condition, String field) {
        List<ResolvedExpression> parts = condition.getResolvedChildren();
        if (isCall(condition, BuiltInFunctionDefinitions.OR)) {
            Set<String> all = new HashSet<>();
            for (ResolvedExpression part : parts) {
                Optional<Set<String>> some = texts(part, field);
                if (some.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(some.get());
            }
            return Optional.of(all);
        }
        boolean in = isCall(condition, BuiltInFunctionDefinitions.IN);
        if (!in && !isCall(condition, BuiltInFunctionDefinitions.EQUALS)) {
            return Optional.empty();
        }
        Set<String> values = new HashSet<>();
        boolean named = false;
        for (ResolvedExpression part : parts) {
            if (isField(part, field)) {
                named = true;
            } else {
                Optional<String> value = text(part);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
        }
        return named ? Optional.of(values) : Optional.empty();
    }

    private static Optional<String> text(ResolvedExpression expression) {
        return expression instanceof ValueLiteralExpression literal
                ? literal.getValueAs(String.class)
                : Optional.empty();
    }

    private static Optional<Long> micros(ResolvedExpression expression) {
        return expression instanceof ValueLiteralExpression literal
                ? literal.getValueAs(Instant.class)
                        .map(instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant))
                : Optional.empty();
    }

    private static boolean isField(ResolvedExpression expression, String name) {
        return expression instanceof FieldReferenceExpression field && field.getName().equals(name);
    }

    private static boolean isCall(ResolvedExpression expression, FunctionDefinition function) {
        return expression instanceof CallExpression && function(expression) == function;
    }

    private static FunctionDefinition function(ResolvedExpression expression) {
        return ((CallExpression) expression).getFunctionDefinition();
    }
}
