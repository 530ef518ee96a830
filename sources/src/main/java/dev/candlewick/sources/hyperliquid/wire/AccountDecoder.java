package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The account streams, and others that are kept word for word: of their data only whose they are,
 * whether they repeat history, and the newest time in them is read.
 */
final class AccountDecoder implements ChannelDecoder {

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final Set<String> TIMES =
            Set.of("time", "timestamp", "statusTimestamp", "serverTime");

    private final StreamType.AddressPlace place;

    AccountDecoder(StreamType.AddressPlace place) {
        this.place = place;
    }

    @Override
    public void decode(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        if (!parser.currentToken().isStructStart()) {
            throw Scalars.mistyped(parser, "", "an object or an array");
        }
        long start = parser.currentTokenLocation().getByteOffset();
        Scan scan = new Scan(parser, reading);
        scan.readAll();
        String payload = reading.text(start, parser.currentLocation().getByteOffset());
        String channel = reading.channel();
        String user = user(scan, reading);
        String symbol = scan.coin == null ? "" : scan.coin;
        reading.addRows(
                (at, out) -> {
                    AccountEvent event =
                            new AccountEvent(user, channel, scan.time, scan.snapshot, payload, at);
                    out.accept(FeedEvent.data(symbol, event, at));
                });
    }

    private String user(Scan scan, FrameInput reading) throws Rejection {
        if (place == StreamType.AddressPlace.NOWHERE) {
            return reading.memory().onlyUserOf(reading.channel());
        }
        if (scan.user == null) {
            throw new Rejection(Reason.MISSING_FIELD, "user is missing");
        }
        if (!ADDRESS.matcher(scan.user).matches()) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "user is no address, which is 0x and 40 hexadecimal digits");
        }
        return scan.user.toLowerCase(Locale.ROOT);
    }

    /** Looks through the data once. */
    private final class Scan {

        private final JsonParser parser;
        private final FrameInput reading;
        private final int top;
        private String user;
        private String coin;
        private Long time;
        private boolean snapshot;

        private Scan(JsonParser parser, FrameInput reading) {
            this.parser = parser;
            this.reading = reading;
            this.top = parser.getParsingContext().getNestingDepth();
        }

        private void readAll() throws IOException, Rejection {
            while (parser.nextToken() != null
                    && parser.getParsingContext().getNestingDepth() >= top) {
                if (parser.currentToken().isScalarValue() && parser.currentName() != null) {
                    readValue(parser.currentName(), parser.currentToken());
                }
            }
        }

        private void readValue(String name, JsonToken value) throws IOException, Rejection {
            if (value == JsonToken.VALUE_STRING && name.equals("user") && isAtPlaceOfUser()) {
                user = parser.getText();
            } else if (value == JsonToken.VALUE_NUMBER_INT && TIMES.contains(name)) {
                readTime(name);
            } else if (isAtTop() && name.equals("isSnapshot")) {
                snapshot = value == JsonToken.VALUE_TRUE;
            } else if (isAtTop() && name.equals("coin")) {
                coin = ValidationRules.symbol(name, Scalars.text(parser, name));
            }
        }

        private boolean isAtTop() {
            return parser.getParsingContext().getNestingDepth() == top;
        }

        private boolean isAtPlaceOfUser() {
            return place == StreamType.AddressPlace.USER_STATE
                    ? "userState".equals(parser.getParsingContext().getParent().getCurrentName())
                            && parser.getParsingContext().getNestingDepth() == top + 1
                    : isAtTop();
        }

        /** Some times of accounts are in seconds: one that is none in milliseconds is passed. */
        private void readTime(String name) throws IOException {
            try {
                long found = FieldType.TIME.read(parser, name, reading);
                time = time == null ? found : Math.max(time, found);
            } catch (Rejection notATimeInMillis) {
                // The payload keeps it.
            }
        }
    }
}
