package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.StrictJson;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The channel {@code fastAssetCtxs}: everything at first, then what has changed, packed. Emitted
 * are the coins of the frame, each as a whole. A bad coin does not spoil the others; that it has no
 * mid price holds all the same, since the one known before would be wrong from then on.
 */
final class ContextChangesDecoder implements ChannelDecoder {

    private static final ConnectionMemory.ContextChange NOTHING =
            new ConnectionMemory.ContextChange(null, false, null);
    private static final ConnectionMemory.ContextChange NO_MID =
            new ConnectionMemory.ContextChange(null, true, null);

    @Override
    public void decode(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        byte[] json = PackedJson.unpack(Scalars.text(parser, ""));
        FrameInput inner = reading.unpacked(json);
        Map<String, ConnectionMemory.ContextChange> contexts = new LinkedHashMap<>();
        StrictJson.read(json, packed -> readAll(packed, inner, contexts));
        inner.messages().forEach(reading::add);
        String channel = reading.channel();
        Origin origin = reading.origin();
        reading.addRows(
                (at, out) ->
                        contexts.forEach(
                                (coin, context) -> {
                                    AssetContext data =
                                            contextOf(coin, context, at, channel, origin);
                                    out.accept(FeedEvent.data(coin, data, at));
                                }));
    }

    private static Map<String, ConnectionMemory.ContextChange> readAll(
            JsonParser packed,
            FrameInput inner,
            Map<String, ConnectionMemory.ContextChange> contexts)
            throws IOException, Rejection {
        if (packed.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(packed, " unpacked", "an object");
        }
        for (String name = packed.nextFieldName(); name != null; name = packed.nextFieldName()) {
            long start = packed.currentTokenLocation().getByteOffset();
            packed.nextToken();
            int depth = packed.getParsingContext().getNestingDepth();
            try {
                String coin = ValidationRules.symbol("the key", name);
                Entry entry = Entry.read(packed, inner);
                if (entry.problem == null || entry.change.hasNoMid()) {
                    contexts.put(coin, inner.memory().change(coin, entry.change));
                }
                if (entry.problem != null) {
                    throw entry.problem;
                }
            } catch (Rejection rejection) {
                leave(packed, depth);
                long end = packed.currentLocation().getByteOffset();
                inner.rejectElement(rejection.in("data"), start, end);
            }
        }
        return contexts;
    }

    /** Skips what is left of a refused coin. */
    private static void leave(JsonParser packed, int depth) throws IOException {
        packed.skipChildren();
        while (packed.getParsingContext().getNestingDepth() >= depth && depth > 1) {
            packed.nextToken();
        }
    }

    private static AssetContext contextOf(
            String coin,
            ConnectionMemory.ContextChange context,
            long at,
            String channel,
            Origin origin) {
        return AssetContext.ofPrices(
                coin, at, context.markPrice(), context.midPrice(), channel, origin);
    }

    /** What is said of one coin; of a bad one, only that it has no mid price. */
    private static final class Entry {
        private ConnectionMemory.ContextChange change = NOTHING;
        private Rejection problem;

        static Entry read(JsonParser packed, FrameInput inner) throws IOException, Rejection {
            if (packed.currentToken() != JsonToken.START_OBJECT) {
                throw Scalars.mistyped(packed, "a coin", "an object");
            }
            Entry entry = new Entry();
            for (String name = packed.nextFieldName();
                    name != null;
                    name = packed.nextFieldName()) {
                packed.nextToken();
                entry.add(name, packed, inner);
            }
            if (entry.problem != null) {
                entry.change = entry.change.hasNoMid() ? NO_MID : NOTHING;
            }
            return entry;
        }

        private void add(String name, JsonParser packed, FrameInput inner) throws IOException {
            try {
                if (name.equals("markPx")) {
                    BigDecimal mark = FieldType.PRICE.read(packed, name, inner);
                    change = change.then(new ConnectionMemory.ContextChange(mark, false, null));
                } else if (name.equals("midPx")) {
                    change =
                            change.then(
                                    new ConnectionMemory.ContextChange(
                                            null, true, mid(packed, inner)));
                } else {
                    packed.skipChildren();
                }
            } catch (Rejection rejection) {
                problem = problem == null ? rejection : problem;
                packed.skipChildren();
            }
        }

        private static BigDecimal mid(JsonParser packed, FrameInput inner)
                throws IOException, Rejection {
            return packed.currentToken() == JsonToken.VALUE_NULL
                    ? null
                    : FieldType.PRICE.read(packed, "midPx", inner);
        }
    }
}
