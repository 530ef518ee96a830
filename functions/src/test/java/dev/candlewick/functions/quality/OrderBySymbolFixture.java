package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.TestingFeed;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The operator under test, and events for it. */
abstract class OrderBySymbolFixture {

    static final BarRules RULES =
            new BarRules(
                    List.of(BarInterval.M1, BarInterval.H1),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    Forming.NONE,
                    Origin.ARCHIVE,
                    "run");

    final TestingFeed btc = new TestingFeed("BTC");
    final TestingFeed eth = new TestingFeed("ETH");
    KeyedOneInputStreamOperatorTestHarness<String, FeedEvent, FeedEvent> operator;

    @BeforeEach
    void open() throws Exception {
        operator = harness();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    void feedEnd(String period) throws Exception {
        long end = at(period) + 2_000_000;
        feed(
                FeedEvent.time("BTC", end, at(period)),
                FeedEvent.of(Kind.ENDED, "BTC", end, at(period)));
    }

    static FeedEvent span(Kind kind, String from, String to) {
        return FeedEvent.span(
                kind, new Gap("BTC", at(from), at(to), "a reason", at(to), null, null));
    }

    List<Gap> gaps() {
        return events().stream().map(FeedEvent::gap).filter(gap -> gap != null).toList();
    }

    List<String> shown() {
        return events().stream()
                .map(
                        event ->
                                switch (event.kind()) {
                                    case GAP ->
                                            "GAP %s-%s"
                                                    .formatted(
                                                            time(event.gap().gapStart()),
                                                            event.gap().gapEnd() == null
                                                                    ? "open"
                                                                    : time(event.gap().gapEnd()));
                                    case ENDED -> "ENDED " + time(event.receivedAt());
                                    default -> event.kind() + " " + time(event.eventTime());
                                })
                .toList();
    }

    static String time(long instant) {
        return LocalTime.ofNanoOfDay((instant - at("00:00:00")) * 1_000).toString();
    }

    FeedEvent trade(String time, long id) {
        return btc.trade(time, "100", "1", Side.BUY, id);
    }

    static FeedEvent received(FeedEvent event, String time) {
        Trade trade = event.trade();
        return FeedEvent.trade(
                new Trade(
                        trade.symbol(),
                        trade.tradeTime(),
                        trade.price(),
                        trade.size(),
                        trade.side(),
                        trade.tradeId(),
                        at(time),
                        trade.origin()));
    }

    static FeedEvent identified(String symbol, String time, String size, String identity) {
        Trade trade =
                new Trade(
                        symbol,
                        at(time),
                        new BigDecimal("100"),
                        new BigDecimal(size),
                        Side.BUY,
                        null,
                        at(time),
                        Origin.ARCHIVE);
        return FeedEvent.trade(trade, identity);
    }

    void feed(FeedEvent... events) throws Exception {
        for (FeedEvent event : events) {
            operator.processElement(event, 0);
        }
    }

    void passes(String time) throws Exception {
        operator.processWatermark(new Watermark(at(time) / 1_000));
    }

    List<FeedEvent> events() {
        return operator.extractOutputValues();
    }

    Stream<Trade> trades() {
        return events().stream().flatMap(event -> event.run().trades().stream());
    }

    List<Long> ids() {
        return trades().map(Trade::tradeId).toList();
    }

    static KeyedOneInputStreamOperatorTestHarness<String, FeedEvent, FeedEvent> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new OrderBySymbol(RULES)),
                FeedEvent::symbol,
                Types.STRING);
    }
}
