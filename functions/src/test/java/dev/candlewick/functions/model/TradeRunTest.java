package dev.candlewick.functions.model;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeRunTest {
    private static final long NOON = at("12:00:00");

    private final TradeRunBuilder builder = new TradeRunBuilder();

    @Test
    void keepsEveryTradeAsItWas() throws Exception {
        List<Trade> trades =
                List.of(
                        trade("112000.5", "0.001", Side.BUY, 7L),
                        trade("112000", "12", Side.SELL, null),
                        trade("0.00000001", "1", Side.BUY, Long.MAX_VALUE),
                        trade("3", "0.123456789012345678", Side.SELL, Long.MIN_VALUE));

        TradeRun run = runOf(trades);

        assertThat(run.prices().isWide()).isFalse();
        assertSameTrades(run, trades);
        assertSameTrades(throughFlink(run), trades);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "92233720368547758.08",
                "123456789012345678901234567890",
                "0.0000000000000000001",
                "1E+30",
                "1E-400"
            })
    void keepsDecimalsExactThatNeedMoreThan64Bits(String wide) throws Exception {
        List<Trade> trades =
                List.of(
                        trade("9000000000000000000", "1", Side.BUY, 1L),
                        trade("0.000000000000000001", wide, Side.BUY, 2L),
                        trade(wide, "0.5", Side.SELL, 3L),
                        trade("1.5", "2", Side.SELL, 4L));

        TradeRun run = runOf(trades);

        assertThat(run.prices().isWide()).isTrue();
        assertSameTrades(run, trades);
        assertSameTrades(throughFlink(run), trades);
    }

    @Test
    void storesTheDoubleThatIsNearestToEachDecimal() {
        for (String price :
                List.of("0.1", "112345.678", "9007199254740993", "0.3000000000000004")) {
            TradeRun run = TradeRun.of(trade(price, "1", Side.BUY, 1L));

            assertThat(run.prices().doubleValue(0)).isEqualTo(Double.parseDouble(price));
        }
    }

    @Test
    void endsWhereSymbolOriginOrDayChangesAndAtItsLargestLength() {
        builder.append(trade("1", "1", Side.BUY, 1L));

        assertThat(builder.accepts("BTC", Origin.STREAM, NOON + 1)).isTrue();
        assertThat(builder.accepts("ETH", Origin.STREAM, NOON)).isFalse();
        assertThat(builder.accepts("BTC", Origin.RESEND, NOON)).isFalse();
        assertThat(builder.accepts("BTC", Origin.STREAM, at("00:00:00") - 1)).isFalse();
        for (int i = 1; i < TradeRun.MAX_LENGTH; i++) {
            builder.append(trade("1", "1", Side.BUY, 1L));
        }
        assertThat(builder.accepts("BTC", Origin.STREAM, NOON)).isFalse();
        assertThatThrownBy(() -> builder.append(trade("1", "1", Side.BUY, 1L)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void staysAsItIsWhenItsBuilderGoesOn() {
        List<Trade> first = List.of(trade("1.25", "2", Side.BUY, 1L));
        TradeRun run = runOf(first);
        runOf(List.of(trade("7", "0.5", Side.SELL, null), trade("8", "9", Side.SELL, 3L)));

        assertSameTrades(run, first);
        assertThat(builder.isEmpty()).isTrue();
    }

    @Test
    void selectsTradesWithAllTheirColumns() {
        List<Trade> trades = new ArrayList<>();
        for (long id = 0; id < 100; id++) {
            trades.add(trade("1." + id, "2", id % 3 == 0 ? Side.BUY : Side.SELL, id));
        }
        TradeRun run = runOf(trades);

        assertSameTrades(
                run.select(new int[] {3, 64, 99}),
                List.of(trades.get(3), trades.get(64), trades.get(99)));
        assertSameTrades(run.slice(60, 70), trades.subList(60, 70));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0.25", "0.000000000000000001", "123456789012345678901234567890"})
    void takesAWholeRunAsItTakesEachOfItsTrades(String size) {
        List<Trade> first = List.of(trade("1.5", "2", Side.BUY, 1L));
        List<Trade> second =
                List.of(trade("1.25", size, Side.SELL, null), trade("9e18", "3", Side.BUY, 3L));
        TradeRun one = runOf(first);
        TradeRun other = runOf(second);

        assertThat(builder.appendAll(one)).isTrue();
        assertThat(builder.appendAll(other)).isTrue();
        assertThat(builder.appendAll(one)).isTrue();

        List<Trade> all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(first);
        assertSameTrades(builder.build(), all);
    }

    @Test
    void takesNoRunThatDoesNotBelongOrHasNoRoom() {
        TradeRun one = runOf(List.of(trade("1", "1", Side.BUY, 1L)));
        for (int i = 0; i < TradeRun.MAX_LENGTH; i++) {
            builder.append(trade("1", "1", Side.BUY, 1L));
        }
        assertThat(builder.appendAll(one)).isFalse();
        builder.clear();

        builder.append(trade("1", "1", Side.BUY, 1L));
        Trade other = trade("1", "1", Side.BUY, 1L).received(NOON, Origin.RESEND);
        assertThat(builder.appendAll(TradeRun.of(other))).isFalse();
        assertThat(builder.appendAll(TradeRun.of(other, "repeated"))).isFalse();
    }

    private TradeRun runOf(List<Trade> trades) {
        trades.forEach(builder::append);
        return builder.build();
    }

    private static TradeRun throughFlink(TradeRun run) throws Exception {
        TypeSerializer<TradeRun> serializer =
                TypeInformation.of(TradeRun.class).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(run, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    private static void assertSameTrades(TradeRun run, List<Trade> trades) {
        assertThat(run.trades())
                .usingRecursiveFieldByFieldElementComparator()
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(trades);
    }

    private static Trade trade(String price, String size, Side side, Long id) {
        return new Trade(
                "BTC",
                NOON,
                new BigDecimal(price),
                new BigDecimal(size),
                side,
                id,
                NOON + 1,
                Origin.STREAM);
    }
}
