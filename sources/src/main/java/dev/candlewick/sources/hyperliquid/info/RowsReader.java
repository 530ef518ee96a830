package dev.candlewick.sources.hyperliquid.info;

import static dev.candlewick.sources.hyperliquid.Schema.optional;
import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.sources.hyperliquid.Elements;
import dev.candlewick.sources.hyperliquid.Kind;
import dev.candlewick.sources.hyperliquid.Reading;
import dev.candlewick.sources.hyperliquid.Rejection;
import dev.candlewick.sources.hyperliquid.Scalars;
import dev.candlewick.sources.hyperliquid.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers that are rows, or a single one. */
final class RowsReader {

    private static final Elements FUNDING_RATES =
            new Elements(
                    Schema.of(
                            required("coin", Kind.SYMBOL),
                            required("time", Kind.TIME),
                            required("fundingRate", Kind.FIGURE),
                            optional("premium", Kind.FIGURE)));
    private static final Elements DEXS = new Elements(Schema.of(required("name", Kind.SYMBOL)));
    private static final Schema STATUS = Schema.of(required("time", Kind.TIME));

    private RowsReader() {}

    static List<FundingRate> fundingRates(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        enterArray(parser);
        List<FundingRate> rates = new ArrayList<>();
        FUNDING_RATES.read(
                parser,
                reading,
                values ->
                        rates.add(
                                new FundingRate(
                                        values.get(0),
                                        values.<Long>get(1),
                                        values.get(2),
                                        values.get(3))));
        return rates;
    }

    static List<String> dexs(JsonParser parser, Reading reading) throws IOException, Rejection {
        enterArray(parser);
        List<String> names = new ArrayList<>();
        for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                DEXS.readOne(parser, place, reading, values -> names.add(values.get(0)));
            }
        }
        return names;
    }

    static Long time(JsonParser parser, Reading reading) throws IOException, Rejection {
        return STATUS.read(parser, "", reading).get(0);
    }

    private static void enterArray(JsonParser parser) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, "", "an array");
        }
    }
}
