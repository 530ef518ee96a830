package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed asset contexts, and the streams of accounts. */
class PackedAndAccountChannelsTest extends ChannelsFixture {

    @Test
    void packedContextsAreUnpacked() {
        // The vector was made elsewhere, by raw DEFLATE of level 9.
        String packed =
                "q1ZyCnFWsqpWyk0syg6oULJSMjM0MjbRM1XSUcrNTAGJ5JXm5NTqKGUHuAa4glVChJUM9AwMDYwMlWprAQ==";

        List<FeedEvent> events = described(PackedFrames.packed(packed));

        assertThat(events)
                .extracting(FeedEvent::symbol, ChannelsFixture::markAndMid)
                .containsExactly(tuple("BTC", "61234.5 null"), tuple("kPEPE", "null 0.01021"));
        assertThat(((AssetContext) events.get(0).data()).channel()).isEqualTo("fastAssetCtxs");
    }

    @Test
    void laterPackedContextsChangeWhatIsKnown() {
        described(
                PackedFrames.of(
                        "{\"A\":{\"markPx\":\"1\",\"midPx\":\"2\"},\"B\":{\"markPx\":\"9\"}}"));

        assertThat(described(PackedFrames.of("{\"A\":{\"markPx\":\"3\"}}")))
                .extracting(ChannelsFixture::markAndMid)
                .containsExactly("3 2");
        assertThat(described(PackedFrames.of("{\"A\":{\"midPx\":null}}")))
                .extracting(ChannelsFixture::markAndMid)
                .containsExactly("3 null");
        assertThat(described(PackedFrames.of("{\"A\":{\"midPx\":\"4\"},\"B\":{}}")))
                .extracting(ChannelsFixture::markAndMid)
                .containsExactly("3 4", "9 null");
    }

    @Test
    void aContextWithoutBothPricesIsRefusedAloneAndHasNoMidFromThenOn() {
        described(
                PackedFrames.of(
                        "{\"A\":{\"markPx\":\"1\",\"midPx\":\"2\"},\"B\":{\"markPx\":\"8\"}}"));
        for (String entry :
                List.of(
                        "\"A\":{\"markPx\":null,\"midPx\":null}",
                        "\"A\":{\"midPx\":null,\"markPx\":null}")) {
            described(PackedFrames.of("{\"A\":{\"midPx\":\"2\"}}"));

            List<FeedSignal> messages =
                    decode(PackedFrames.of("{" + entry + ",\"B\":{\"markPx\":\"9\"}}"));

            assertThat(messages)
                    .filteredOn(FeedSignal.Rejected.class::isInstance)
                    .extracting(message -> ((FeedSignal.Rejected) message).deadLetter())
                    .extracting(letter -> new String(letter.payload(), StandardCharsets.UTF_8))
                    .containsExactly(entry);
            assertThat(events(messages))
                    .extracting(FeedEvent::symbol, ChannelsFixture::markAndMid)
                    .containsExactly(tuple("A", "1 null"), tuple("B", "9 null"));
        }
        assertThat(described(PackedFrames.of("{\"A\":{\"markPx\":\"3\"}}")))
                .extracting(ChannelsFixture::markAndMid)
                .containsExactly("3 null");
    }

    @Test
    void aBadPackedContextIsRefusedAloneAndKeptUnpacked() {
        List<FeedSignal> messages =
                decode(
                        PackedFrames.of(
                                "{\"A\":{\"markPx\":\"0\",\"midPx\":\"2\"},\"B\":[{}],"
                                        + "\"C\":7,\"D\":{\"midPx\":{\"x\":[1]}},\"\":{},"
                                        + "\"E\":{\"markPx\":\"1\"}}"));

        assertThat(messages)
                .filteredOn(FeedSignal.Rejected.class::isInstance)
                .extracting(message -> ((FeedSignal.Rejected) message).deadLetter())
                .extracting(letter -> new String(letter.payload(), StandardCharsets.UTF_8))
                .containsExactly(
                        "\"A\":{\"markPx\":\"0\",\"midPx\":\"2\"}",
                        "\"B\":[{}]",
                        "\"C\":7",
                        "\"D\":{\"midPx\":{\"x\":[1]}}",
                        "\"\":{}");
        assertThat(events(messages)).extracting(FeedEvent::symbol).containsExactly("E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "q1ZyCnFWsqpWyk0syg6oULJSMjM0Mj"})
    void whatCannotBeUnpackedIsRefused(String packed) {
        assertThat(refused(PackedFrames.packed(packed)).detail())
                .startsWith("data cannot be unpacked");
    }

    @Test
    void nothingIsUnpackedBeyondTheLargestFrame() {
        String blanks = " ".repeat(FrameDecoder.MAX_FRAME_BYTES + 1);

        assertThat(refused(PackedFrames.of(blanks)).reason()).isEqualTo("frame_too_large");
    }

    @ParameterizedTest
    @MethodSource("accountStreams")
    void everyAccountStreamIsKeptWordForWord(StreamType stream) {
        String data =
                switch (stream.addressPlace()) {
                    case DATA -> "{\"user\": \"%s\", \"rows\":[{\"time\":1790000000123}]}";
                    case USER_STATE -> "{\"userState\":{\"user\":\"%s\"},\"t\":{\"user\":1}}";
                    case NOWHERE -> "[{\"order\":{\"user\":\"0x1\"}},7]";
                };
        String payload = data.formatted(USER);

        List<FeedEvent> events =
                described(
                        "{\"channel\":\"%s\",\"data\": %s }".formatted(stream.channel(), payload));

        AccountEvent event = (AccountEvent) events.get(0).data();
        assertThat(event.payload()).isEqualTo(payload);
        assertThat(event.channel()).isEqualTo(stream.channel());
        assertThat(event.snapshot()).isFalse();
        assertThat(event.receivedAt()).isEqualTo(AT);
        assertThat(event.user())
                .isEqualTo(
                        stream.addressPlace() == StreamType.AddressPlace.NOWHERE
                                ? null
                                : USER.toLowerCase(Locale.ROOT));
    }

    @Test
    void anAccountEventHasItsNewestTimeAndWhetherItRepeatsHistory() {
        AccountEvent event =
                (AccountEvent)
                        described(
                                        ("{\"channel\":\"userFills\",\"data\":{\"isSnapshot\":true,\"user\":"
                                                        + "\"%s\",\"fills\":[{\"time\":1790000000400},"
                                                        + "{\"time\":1789999999000,\"x\":{\"timestamp\":5}},"
                                                        + "{\"time\":1790000}]}}")
                                                .formatted(USER))
                                .get(0)
                                .data();

        assertThat(event.snapshot()).isTrue();
        assertThat(event.eventTime()).isEqualTo(1_790_000_000_400_000L);
    }

    @Test
    void anAccountFrameWithoutANameIsOfTheOnlyAddressSubscribed() {
        String frame = "{\"channel\":\"user\",\"data\":{\"fills\":[]}}";
        decode(acknowledged("subscribe", "userEvents", USER));
        decode(acknowledged("subscribe", "orderUpdates", OTHER));
        assertThat(userOf(frame)).isEqualTo(USER.toLowerCase(Locale.ROOT));

        decode(acknowledged("subscribe", "userEvents", OTHER));
        assertThat(userOf(frame)).isNull();

        decode(acknowledged("unsubscribe", "userEvents", USER));
        assertThat(userOf(frame)).isEqualTo(OTHER);
    }

    @Test
    void theDataOfAnAccountAndACoinAreReportedForTheCoin() {
        assertThat(
                        described(
                                ("{\"channel\":\"activeAssetData\",\"data\":{\"user\":\"%s\","
                                                + "\"coin\":\"ETH\",\"markPx\":\"5\"}}")
                                        .formatted(USER)))
                .extracting(FeedEvent::symbol)
                .containsExactly("ETH");
    }

    @Test
    void anAccountFrameWithoutItsAddressIsRefused() {
        assertThat(refused("{\"channel\":\"userFills\",\"data\":{\"fills\":[]}}").reason())
                .isEqualTo("missing_field");
        assertThat(refused("{\"channel\":\"userFills\",\"data\":{\"user\":\"0x\"}}").reason())
                .isEqualTo("mistyped_field");
        assertThat(refused("{\"channel\":\"userFills\",\"data\":7}").reason())
                .isEqualTo("mistyped_field");
    }

    @Test
    void changesOfOutcomesAreKeptWordForWord() {
        AccountEvent event =
                (AccountEvent)
                        described("{\"channel\":\"outcomeMetaUpdates\",\"data\":{\"updates\":[]}}")
                                .get(0)
                                .data();

        assertThat(event.channel()).isEqualTo("outcomeMetaUpdates");
        assertThat(event.payload()).isEqualTo("{\"updates\":[]}");
    }
}
