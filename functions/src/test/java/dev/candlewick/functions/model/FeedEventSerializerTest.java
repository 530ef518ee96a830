package dev.candlewick.functions.model;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Every kind of event through Flink's own suite for serializers. */
class FeedEventSerializerTest extends SerializerTestBase<FeedEvent> {
    private static final long NOON = at("12:00:00");
    private static final BigDecimal ONE = new BigDecimal("1.50");

    private final TestingFeed btc = new TestingFeed("BTC");

    @Override
    protected TypeSerializer<FeedEvent> createSerializer() {
        return TypeInformation.of(FeedEvent.class).createSerializer(new SerializerConfigImpl());
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<FeedEvent> getTypeClass() {
        return FeedEvent.class;
    }

    @Override
    protected FeedEvent[] getTestData() {
        BookLevel level = new BookLevel(ONE, BigDecimal.TEN, 3);
        return new FeedEvent[] {
            btc.buy("12:00:00", "100.5", "0.001"),
            FeedEvent.trade(btc.trade("12:00:00", "1", "1", Side.SELL, null).trade(), "hash/1"),
            btc.mid("12:00:00", "99"),
            btc.gapOpens("12:00:00", "12:00:01"),
            btc.gapHeals("12:00:00", "12:00:01"),
            btc.covered("12:00:00"),
            btc.time("12:00:00"),
            btc.ended("12:00:00"),
            FeedEvent.status(FeedEvent.Kind.DISCONNECTED, "BTC", NOON, "no pong within 10 s"),
            data(new BookSnapshot("kPEPE", NOON, List.of(level), List.of(), true, 1, Origin.TAPE)),
            data(new BestOffers("@1", NOON, null, level, 1, Origin.STREAM)),
            data(new MidPrice("BTC", ONE, 1, Origin.STREAM)),
            data(context()),
            data(candle()),
            data(candle().listedWith(5)),
            data(new AccountEvent(null, "userFills", null, true, "{}", 1)),
            data(new AccountEvent("0x1", "userFills", 2L, false, "x".repeat(70_000), 1)),
            data(
                    new Standing(
                            1,
                            "xyz:TSLA",
                            Market.BUILDER,
                            3,
                            0.5,
                            new Standing.Figures(2, 1e9, null, null, 0.1, null),
                            new Standing.Terms(0.1, 0.2, 0.3, 0.4, 0.5),
                            true,
                            "ranked",
                            7)),
            data(new Standing(1, "X", Market.PERPS, null, null, null, null, false, "no_data", 0))
        };
    }

    private static FeedEvent data(MarketData data) {
        return FeedEvent.data("BTC", data, NOON);
    }

    private static AssetContext context() {
        return new AssetContext(
                "BTC",
                NOON,
                new BigDecimal("-0.0000125"),
                new BigDecimal("1E+40"),
                ONE,
                null,
                null,
                ONE,
                ONE,
                ONE,
                null,
                ONE,
                ONE,
                null,
                null,
                Origin.ARCHIVE);
    }

    private static ExchangeCandle candle() {
        return new ExchangeCandle(
                "BTC", "1w", NOON, NOON + 1, ONE, ONE, ONE, ONE, ONE, 9, 1, Origin.EXCHANGE);
    }

    /** Values are immutable, so that an empty one would be of no use. */
    @Override
    protected void testInstantiate() {}

    @Test
    void keepsRefusedInputByteForByte() throws Exception {
        byte[] payload = "{\"ä\"}".getBytes(StandardCharsets.UTF_8);
        DeadLetter letter = new DeadLetter(NOON, "socket", null, "not_json", null, payload);
        DataOutputSerializer out = new DataOutputSerializer(64);
        createSerializer().serialize(FeedEvent.rejected("", letter), out);

        DeadLetter read =
                createSerializer()
                        .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()))
                        .deadLetter();

        assertThat(read.payload()).isEqualTo(payload);
        assertThat(read).usingRecursiveComparison().isEqualTo(letter);
    }
}
