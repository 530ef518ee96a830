package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;

/** A kind of JSON value: reads and checks one. */
@FunctionalInterface
public interface Kind<T> {

    Kind<String> TEXT = (parser, field, reading) -> Scalars.text(parser, field);
    Kind<String> SYMBOL =
            (parser, field, reading) ->
                    reading.about(ValidationRules.symbol(field, Scalars.text(parser, field)));
    Kind<BigDecimal> PRICE =
            (parser, field, reading) ->
                    reading.rules()
                            .price(
                                    field,
                                    Scalars.decimal(parser, field, Reason.PRICE_OUT_OF_RANGE));

    /** Above 0. */
    Kind<BigDecimal> SIZE =
            (parser, field, reading) ->
                    ValidationRules.size(
                            field, Scalars.decimal(parser, field, Reason.SIZE_OUT_OF_RANGE));

    /** Not below 0. */
    Kind<BigDecimal> AMOUNT =
            (parser, field, reading) ->
                    ValidationRules.amount(
                            field, Scalars.decimal(parser, field, Reason.SIZE_OUT_OF_RANGE));

    /** Of any sign. */
    Kind<BigDecimal> FIGURE =
            (parser, field, reading) ->
                    ValidationRules.figure(
                            field, Scalars.decimal(parser, field, Reason.SIZE_OUT_OF_RANGE));

    Kind<Long> TIME =
            (parser, field, reading) ->
                    reading.rules()
                            .time(
                                    field,
                                    Scalars.integer(parser, field, Reason.TIME_OUT_OF_RANGE),
                                    reading.receivedAt());
    Kind<Long> INTEGER =
            (parser, field, reading) -> Scalars.integer(parser, field, Reason.MISTYPED_FIELD);

    T read(JsonParser parser, String field, Reading reading) throws IOException, Rejection;
}
