package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Frames that are wrong, and what the decoder makes of them. */
abstract class BadInputFixture {

    static final long RECEIVED_AT = 1_790_000_000_500_000L;
    static final String GOOD =
            "{\"coin\":\"SOL\",\"side\":\"A\",\"px\":\"141.27\",\"sz\":\"2.4\","
                    + "\"time\":1790000000456,\"hash\":\"0x00\",\"tid\":412345678901234}";

    final MessageDecoder decoder = decoder(true);

    static MessageDecoder decoder(boolean boundedByReceipt) {
        return new MessageDecoder(
                "the feed",
                Origin.STREAM,
                new ValidationRules(new BigDecimal("1e9"), boundedByReceipt));
    }

    static List<String> symbolsToldBy(FeedSignal.Market market) {
        List<String> symbols = new ArrayList<>();
        market.emit(RECEIVED_AT, event -> symbols.add(event.symbol()));
        return symbols;
    }

    static DeadLetter refused(MessageDecoder decoder, String frame) {
        List<FeedSignal> messages = decode(decoder, frame);
        assertThat(messages).singleElement().isInstanceOf(FeedSignal.Rejected.class);
        return ((FeedSignal.Rejected) messages.get(0)).deadLetter();
    }

    static List<FeedSignal> decode(MessageDecoder decoder, String frame) {
        return decoder.decode(bytes(frame), RECEIVED_AT);
    }

    static String trades(String... trades) {
        return "{\"channel\":\"trades\",\"data\":[" + String.join(",", trades) + "]}";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
