package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The channel {@code allMids}. A bad mid does not spoil the others. */
final class MidsDecoder implements ChannelDecoder {

    private static final Schema DATA = new Schema();
    private static final Field<Map<String, BigDecimal>> MIDS =
            DATA.required("mids", MidsDecoder::mids);

    @Override
    public void decode(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Map<String, BigDecimal> mids = DATA.read(parser, "", reading).get(MIDS);
        Origin origin = reading.origin();
        reading.addRows(
                (at, out) ->
                        mids.forEach(
                                (symbol, mid) -> {
                                    MidPrice price = new MidPrice(symbol, mid, at, origin);
                                    out.accept(FeedEvent.data(symbol, price, at));
                                }));
    }

    static Map<String, BigDecimal> mids(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, field, "an object");
        }
        Map<String, BigDecimal> mids = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            long start = parser.currentTokenLocation().getByteOffset();
            parser.nextToken();
            try {
                add(name, FieldType.PRICE.read(parser, "the mid", input), mids);
            } catch (Rejection rejection) {
                parser.skipChildren();
                parser.finishToken();
                long end = parser.currentLocation().getByteOffset();
                input.rejectElement(rejection.in("data.mids"), start, end);
            }
        }
        return mids;
    }

    private static void add(String name, BigDecimal mid, Map<String, BigDecimal> mids)
            throws Rejection {
        String symbol = ValidationRules.symbol("the key", name);
        if (mids.putIfAbsent(symbol, mid) != null) {
            throw new Rejection(Reason.DUPLICATE_FIELD, symbol + " is there twice").about(symbol);
        }
    }
}
