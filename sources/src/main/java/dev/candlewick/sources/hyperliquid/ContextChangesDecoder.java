package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The channel {@code fastAssetCtxs}: everything at first, then what has changed, packed. Told are
 * the coins of the frame, each as a whole. A bad coin does not spoil the others.
 */
final class ContextChangesDecoder implements ChannelDecoder {

    @Override
    public void decode(JsonParser parser, Reading reading) throws IOException, Rejection {
        byte[] json = PackedJson.unpack(Scalars.text(parser, ""));
        Reading inner = reading.unpacked(json);
        Map<String, ContextChange> contexts = new LinkedHashMap<>();
        try (JsonParser packed = Envelope.parser(json)) {
            readAll(packed, inner, contexts);
        }
        inner.messages().forEach(reading::add);
        String channel = reading.channel();
        Origin origin = reading.origin();
        reading.addOfNoCoin(
                (at, out) ->
                        contexts.forEach(
                                (coin, context) -> {
                                    MarketData data =
                                            MarketData.of(told(coin, context, at, channel, origin));
                                    out.accept(FeedEvent.data(coin, data, at));
                                }));
    }

    private static void readAll(
            JsonParser packed, Reading inner, Map<String, ContextChange> contexts)
            throws IOException, Rejection {
        if (packed.nextToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(packed, " unpacked", "an object");
        }
        for (String name = packed.nextFieldName(); name != null; name = packed.nextFieldName()) {
            long start = packed.currentTokenLocation().getByteOffset();
            packed.nextToken();
            int depth = packed.getParsingContext().getNestingDepth();
            try {
                String coin = ValidationRules.symbol("the key", name);
                contexts.put(coin, inner.memory().change(coin, change(packed, inner)));
            } catch (Rejection rejection) {
                leave(packed, depth);
                long end = packed.currentLocation().getByteOffset();
                inner.rejectElement(rejection.in("data"), start, end);
            }
        }
    }

    private static ContextChange change(JsonParser packed, Reading inner)
            throws IOException, Rejection {
        if (packed.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(packed, "a coin", "an object");
        }
        ContextChange change = new ContextChange(null, false, null);
        for (String name = packed.nextFieldName(); name != null; name = packed.nextFieldName()) {
            boolean isNull = packed.nextToken() == JsonToken.VALUE_NULL;
            if (name.equals("markPx")) {
                change = change.then(new ContextChange(price(name, packed, inner), false, null));
            } else if (name.equals("midPx")) {
                BigDecimal mid = isNull ? null : price(name, packed, inner);
                change = change.then(new ContextChange(null, true, mid));
            } else {
                packed.skipChildren();
            }
        }
        return change;
    }

    private static BigDecimal price(String name, JsonParser packed, Reading inner)
            throws IOException, Rejection {
        return Kind.PRICE.read(packed, name, inner);
    }

    /** Skips what is left of a refused coin. */
    private static void leave(JsonParser packed, int depth) throws IOException {
        packed.skipChildren();
        while (packed.getParsingContext().getNestingDepth() >= depth && depth > 1) {
            packed.nextToken();
        }
    }

    private static AssetContext told(
            String coin, ContextChange context, long at, String channel, Origin origin) {
        return new AssetContext(
                coin,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                context.markPrice(),
                context.midPrice(),
                null,
                null,
                null,
                channel,
                origin);
    }
}
