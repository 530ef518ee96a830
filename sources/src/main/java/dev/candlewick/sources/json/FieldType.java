package dev.candlewick.sources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The type of a field: reads a JSON value and checks it against the rules. */
@FunctionalInterface
public interface FieldType<T> {

    FieldType<String> TEXT = (parser, field, input) -> Scalars.text(parser, field);
    FieldType<String> SYMBOL =
            (parser, field, input) ->
                    input.about(ValidationRules.symbol(field, Scalars.text(parser, field)));
    FieldType<BigDecimal> PRICE =
            (parser, field, input) ->
                    input.rules()
                            .price(
                                    field,
                                    Scalars.decimal(parser, field, Reason.PRICE_OUT_OF_RANGE));

    /** Above 0. */
    FieldType<BigDecimal> SIZE =
            (parser, field, input) ->
                    ValidationRules.size(
                            field, Scalars.decimal(parser, field, Reason.SIZE_OUT_OF_RANGE));

    /** Not below 0. */
    FieldType<BigDecimal> AMOUNT =
            (parser, field, input) ->
                    ValidationRules.amount(
                            field, Scalars.decimal(parser, field, Reason.SIZE_OUT_OF_RANGE));

    /** Of any sign. */
    FieldType<BigDecimal> FIGURE =
            (parser, field, input) ->
                    ValidationRules.figure(
                            field, Scalars.decimal(parser, field, Reason.SIZE_OUT_OF_RANGE));

    FieldType<Long> TIME =
            (parser, field, input) ->
                    input.rules()
                            .time(
                                    field,
                                    Scalars.integer(parser, field, Reason.TIME_OUT_OF_RANGE),
                                    input.receivedAt());
    FieldType<Long> INTEGER =
            (parser, field, input) -> Scalars.integer(parser, field, Reason.MISTYPED_FIELD);

    FieldType<Long> TRADE_ID =
            (parser, field, input) ->
                    ValidationRules.tradeId(
                            field, Scalars.integer(parser, field, Reason.TRADE_ID_OUT_OF_RANGE));

    FieldType<Boolean> FLAG = (parser, field, input) -> Scalars.flag(parser, field);

    /** An array; a rejected element rejects it, by its place. */
    static <T> FieldType<List<T>> listOf(FieldType<T> element) {
        return (parser, field, input) -> {
            Scalars.enterArray(parser, field);
            List<T> values = new ArrayList<>();
            try {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(element.read(parser, "", input));
                }
                return values;
            } catch (Rejection rejection) {
                throw rejection.in(field + "[" + values.size() + "]");
            }
        };
    }

    /** An array of two; a rejection calls its elements by this name. */
    static <T> FieldType<List<T>> pairOf(FieldType<T> element, String elements) {
        FieldType<List<T>> list = listOf(element);
        return (parser, field, input) -> {
            List<T> pair = list.read(parser, field, input);
            if (pair.size() != 2) {
                throw new Rejection(
                        Reason.MISTYPED_FIELD, "%s has %d %s, not 2", field, pair.size(), elements);
            }
            return pair;
        };
    }

    /** Reads the value that the parser stands on; a rejected value may be left half read. */
    T read(JsonParser parser, String field, JsonInput input) throws IOException, Rejection;
}
