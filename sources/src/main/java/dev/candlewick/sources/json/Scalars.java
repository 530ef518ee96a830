package dev.candlewick.sources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** Reads the scalar that a parser stands on; a rejected value is not consumed. */
public final class Scalars {

    private static final int MAX_SHOWN = 40;
    private static final int MAX_DIGITS_OF_A_LONG = 18;
    private static final Set<String> NOT_FINITE =
            Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

    private Scalars() {}

    public static String text(JsonParser parser, String field) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mistyped(parser, field, "text");
        }
        return parser.getText();
    }

    /** A decimal, in a string or as a number. */
    public static BigDecimal decimal(JsonParser parser, String field, Reason notFinite)
            throws IOException, Rejection {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            throw mistyped(parser, field, "a decimal");
        }
        BigDecimal value =
                Decimals.parse(
                        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (value != null) {
            return value;
        }
        if (NOT_FINITE.contains(shown(parser).toLowerCase(Locale.ROOT))) {
            throw new Rejection(notFinite, "%s is %s", field, shown(parser));
        }
        throw mistyped(parser, field, "a decimal");
    }

    /** A decimal in text that is not JSON. */
    public static BigDecimal decimal(String text, String field, Reason notFinite) throws Rejection {
        BigDecimal value = Decimals.parse(text.toCharArray(), 0, text.length());
        if (value != null) {
            return value;
        }
        boolean isNumber = NOT_FINITE.contains(text.toLowerCase(Locale.ROOT));
        throw new Rejection(
                isNumber ? notFinite : Reason.MISTYPED_FIELD,
                "%s is '%s', not a decimal",
                field,
                shown(text));
    }

    public static long integer(JsonParser parser, String field, Reason tooLarge)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw mistyped(parser, field, "an integer");
        }
        if (parser.getTextLength() > MAX_DIGITS_OF_A_LONG) {
            throw new Rejection(tooLarge, "%s is %s: too large", field, shown(parser));
        }
        return parser.getLongValue();
    }

    public static Boolean flag(JsonParser parser, String field) throws IOException, Rejection {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw mistyped(parser, field, "true or false");
        };
    }

    /** A flag, text or decimal; null for anything else. */
    public static Object any(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    Decimals.parse(
                            parser.getTextCharacters(),
                            parser.getTextOffset(),
                            parser.getTextLength());
            default -> null;
        };
    }

    /** Requires that the parser stands on the start of an array. */
    public static void enterArray(JsonParser parser, String field) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw mistyped(parser, field, "an array");
        }
    }

    public static Rejection mistyped(JsonParser parser, String field, String expected)
            throws IOException {
        return new Rejection(
                Reason.MISTYPED_FIELD, "%s is %s, not %s", field, described(parser), expected);
    }

    private static String described(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the text '" + shown(parser) + "'";
            default -> shown(parser);
        };
    }

    private static String shown(JsonParser parser) throws IOException {
        return shown(parser.getText());
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
