package dev.candlewick.sources.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of many coins, and of accounts: what their frames tell, and what is refused of them. */
class ChannelsTest {

    private static final long AT = 1_790_000_000_500_000L;
    private static final String USER = "0x00000000000000000000000000000000000000aB";
    private static final String OTHER = "0x00000000000000000000000000000000000000cd";

    private static final String PERPETUAL =
            "{\"funding\":\"-0.00001\",\"openInterest\":\"2.5\",\"prevDayPx\":\"6.0\","
                    + "\"dayNtlVlm\":\"12.0\",\"premium\":null,\"oraclePx\":\"5.9\","
                    + "\"markPx\":\"%s\",\"midPx\":null,\"impactPxs\":null,\"dayBaseVlm\":\"2\"}";
    private static final String SPOT =
            "{\"prevDayPx\":\"6.0\",\"dayNtlVlm\":\"12.0\",\"markPx\":\"5.5\",\"midPx\":\"5.6\","
                    + "\"circulatingSupply\":\"1000.5\",\"coin\":\"%s\",\"totalSupply\":\"2\"}";
    private static final String NAMES =
            "{\"channel\":\"post\",\"data\":{\"id\":1,\"response\":{\"type\":\"info\",\"payload\":"
                    + "{\"type\":\"allPerpMetas\",\"data\":[{\"universe\":[{\"name\":\"BTC\","
                    + "\"szDecimals\":5},{\"name\":\"kPEPE\",\"szDecimals\":0}]},{\"universe\":["
                    + "{\"name\":\"xyz:TSLA\",\"szDecimals\":2}],\"marginTables\":[]}]}}}}";

    private final MessageDecoder decoder =
            new MessageDecoder(
                    "the feed", Origin.STREAM, new ValidationRules(new BigDecimal("1e9"), true));

    @Test
    void midsAreToldEachForItsSymbol() {
        assertThat(
                        told(
                                "{\"channel\":\"allMids\",\"data\":{\"mids\":{\"BTC\":\"1.5\",\"@1\":\"2\"}}}"))
                .extracting(event -> event.data().mid())
                .containsExactly(
                        new MidPrice("BTC", new BigDecimal("1.5"), AT, Origin.STREAM),
                        new MidPrice("@1", new BigDecimal("2"), AT, Origin.STREAM));
    }

    @Test
    void contextsWithoutNamesAreToldByThoseThatTheExchangeWasAskedFor() {
        decode(NAMES);

        List<FeedEvent> events =
                told(
                        "{\"channel\":\"assetCtxs\",\"data\":{\"ctxs\":[%s,%s],\"dex\":\"\"}}"
                                .formatted(PERPETUAL.formatted("5"), PERPETUAL.formatted("7")));

        assertThat(events).extracting(FeedEvent::symbol).containsExactly("BTC", "kPEPE");
        assertThat(events.get(1).data().context())
                .isEqualTo(
                        new AssetContext(
                                "kPEPE",
                                AT,
                                new BigDecimal("-0.00001"),
                                new BigDecimal("2.5"),
                                new BigDecimal("6.0"),
                                new BigDecimal("12.0"),
                                new BigDecimal("2"),
                                null,
                                new BigDecimal("5.9"),
                                new BigDecimal("7"),
                                null,
                                null,
                                null,
                                null,
                                "assetCtxs",
                                Origin.STREAM));
    }

    @Test
    void contextsOfAllDexsAreToldByTheirNames() {
        decode(NAMES);

        assertThat(
                        told(
                                "{\"channel\":\"allDexsAssetCtxs\",\"data\":{\"ctxs\":[[\"\",[%1$s,%1$s]],[\"xyz\",[%1$s]]]}}"
                                        .formatted(PERPETUAL.formatted("5"))))
                .extracting(FeedEvent::symbol)
                .containsExactly("BTC", "kPEPE", "xyz:TSLA");
    }

    @Test
    void contextsThatTheNamesDoNotFitAreRefused() {
        String frame =
                "{\"channel\":\"assetCtxs\",\"data\":{\"ctxs\":[%s]}}"
                        .formatted(PERPETUAL.formatted("5"));

        assertThat(refused(frame).detail())
                .isEqualTo("data.ctxs has 1 contexts of dex '', of which no names are known");
        decode(NAMES);
        assertThat(refused(frame).detail())
                .isEqualTo("data.ctxs has 1 contexts of dex '', of which 2 names are known");
        assertThat(refused(frame).reason()).isEqualTo("names_unknown");
    }

    @Test
    void aBadContextIsRefusedAloneAndTheOthersKeepTheirNames() {
        decode(NAMES);

        List<Message> messages =
                decode(
                        "{\"channel\":\"assetCtxs\",\"data\":{\"ctxs\":[%s,%s]}}"
                                .formatted(PERPETUAL.formatted("-5"), PERPETUAL.formatted("7")));

        assertThat(((Message.Rejected) messages.get(0)).deadLetter().detail())
                .startsWith("data.ctxs[0].markPx is -5");
        assertThat(events(messages)).extracting(FeedEvent::symbol).containsExactly("kPEPE");
    }

    @Test
    void spotContextsNameThemselves() {
        List<FeedEvent> events =
                told(
                        "{\"channel\":\"spotAssetCtxs\",\"data\":[%s,%s]}"
                                .formatted(SPOT.formatted("PURR/USDC"), SPOT.formatted("@1")));

        assertThat(events).extracting(FeedEvent::symbol).containsExactly("PURR/USDC", "@1");
        assertThat(events.get(0).data().context().circulatingSupply()).isEqualTo("1000.5");
        assertThat(refused("{\"channel\":\"spotAssetCtxs\",\"data\":[{}]}").reason())
                .isEqualTo("missing_field");
    }

    @Test
    void packedContextsAreUnpacked() {
        // The vector was made elsewhere, by raw DEFLATE of level 9.
        String packed =
                "q1ZyCnFWsqpWyk0syg6oULJSMjM0MjbRM1XSUcrNTAGJ5JXm5NTqKGUHuAa4glVChJUM9AwMDYwMlWprAQ==";

        List<FeedEvent> events = told(PackedFrames.packed(packed));

        assertThat(events)
                .extracting(FeedEvent::symbol, ChannelsTest::markAndMid)
                .containsExactly(tuple("BTC", "61234.5 null"), tuple("kPEPE", "null 0.01021"));
        assertThat(events.get(0).data().context().channel()).isEqualTo("fastAssetCtxs");
    }

    @Test
    void laterPackedContextsChangeWhatIsKnown() {
        told(
                PackedFrames.of(
                        "{\"A\":{\"markPx\":\"1\",\"midPx\":\"2\"},\"B\":{\"markPx\":\"9\"}}"));

        assertThat(told(PackedFrames.of("{\"A\":{\"markPx\":\"3\"}}")))
                .extracting(ChannelsTest::markAndMid)
                .containsExactly("3 2");
        assertThat(told(PackedFrames.of("{\"A\":{\"midPx\":null}}")))
                .extracting(ChannelsTest::markAndMid)
                .containsExactly("3 null");
        assertThat(told(PackedFrames.of("{\"A\":{\"midPx\":\"4\"},\"B\":{}}")))
                .extracting(ChannelsTest::markAndMid)
                .containsExactly("3 4", "9 null");
    }

    @Test
    void aBadPackedContextIsRefusedAloneAndKeptUnpacked() {
        List<Message> messages =
                decode(
                        PackedFrames.of(
                                "{\"A\":{\"markPx\":\"0\",\"midPx\":\"2\"},\"B\":[{}],"
                                        + "\"C\":7,\"D\":{\"midPx\":{\"x\":[1]}},\"\":{},"
                                        + "\"E\":{\"markPx\":\"1\"}}"));

        assertThat(messages)
                .filteredOn(Message.Rejected.class::isInstance)
                .extracting(message -> ((Message.Rejected) message).deadLetter())
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
        String blanks = " ".repeat(MessageDecoder.MAX_FRAME_BYTES + 1);

        assertThat(refused(PackedFrames.of(blanks)).reason()).isEqualTo("frame_too_large");
    }

    @ParameterizedTest
    @EnumSource
    void everyAccountStreamIsKeptWordForWord(AccountStream stream) {
        String data =
                switch (stream.place()) {
                    case DATA -> "{\"user\": \"%s\", \"rows\":[{\"time\":1790000000123}]}";
                    case USER_STATE -> "{\"userState\":{\"user\":\"%s\"},\"t\":{\"user\":1}}";
                    case NOWHERE -> "[{\"order\":{\"user\":\"0x1\"}},7]";
                };
        String payload = data.formatted(USER);

        List<FeedEvent> events =
                told("{\"channel\":\"%s\",\"data\": %s }".formatted(stream.channel(), payload));

        AccountEvent event = events.get(0).data().account();
        assertThat(event.payload()).isEqualTo(payload);
        assertThat(event.channel()).isEqualTo(stream.channel());
        assertThat(event.snapshot()).isFalse();
        assertThat(event.receivedAt()).isEqualTo(AT);
        assertThat(event.user())
                .isEqualTo(
                        stream.place() == AccountStream.Place.NOWHERE
                                ? null
                                : USER.toLowerCase(Locale.ROOT));
    }

    @Test
    void anAccountEventTellsItsNewestTimeAndWhetherItRepeatsHistory() {
        AccountEvent event =
                told(("{\"channel\":\"userFills\",\"data\":{\"isSnapshot\":true,\"user\":"
                                        + "\"%s\",\"fills\":[{\"time\":1790000000400},"
                                        + "{\"time\":1789999999000,\"x\":{\"timestamp\":5}},"
                                        + "{\"time\":1790000}]}}")
                                .formatted(USER))
                        .get(0)
                        .data()
                        .account();

        assertThat(event.snapshot()).isTrue();
        assertThat(event.eventTime()).isEqualTo(1_790_000_000_400_000L);
    }

    @Test
    void anAccountFrameThatNamesNobodyIsOfTheOnlyAddressSubscribed() {
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
    void theDataOfAnAccountAndACoinAreToldForTheCoin() {
        assertThat(
                        told(
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
                told("{\"channel\":\"outcomeMetaUpdates\",\"data\":{\"updates\":[]}}")
                        .get(0)
                        .data()
                        .account();

        assertThat(event.channel()).isEqualTo("outcomeMetaUpdates");
        assertThat(event.payload()).isEqualTo("{\"updates\":[]}");
    }

    private String userOf(String frame) {
        return told(frame).get(0).data().account().user();
    }

    private static String acknowledged(String method, String type, String user) {
        return ("{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"%s\","
                        + "\"subscription\":{\"type\":\"%s\",\"user\":\"%s\"}}}")
                .formatted(method, type, user);
    }

    private static String markAndMid(FeedEvent event) {
        AssetContext context = event.data().context();
        return context.markPrice() + " " + context.midPrice();
    }

    private DeadLetter refused(String frame) {
        List<Message> messages = decode(frame);
        assertThat(messages.get(0)).isInstanceOf(Message.Rejected.class);
        return ((Message.Rejected) messages.get(0)).deadLetter();
    }

    private List<FeedEvent> told(String frame) {
        List<Message> messages = decode(frame);
        assertThat(messages).allMatch(Message.Market.class::isInstance);
        return events(messages);
    }

    private static List<FeedEvent> events(List<Message> messages) {
        List<FeedEvent> events = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof Message.Market market) {
                market.tell(AT, events::add);
            }
        }
        return events;
    }

    private List<Message> decode(String frame) {
        return decoder.decode(frame.getBytes(StandardCharsets.UTF_8), AT);
    }
}
