package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A feed of one symbol, and its events in words. */
abstract class SymbolFeedFixture {

    static final long SECOND = 1_000_000;
    static final long LATENCY = 500_000;

    final List<FeedEvent> events = new ArrayList<>();
    SymbolFeed feed = new SymbolFeed(new SymbolFeedState("BTC"), 2 * SECOND);

    /** Trades 1 at 8 and 2 at 10 have been seen, the last one received at 10.5. */
    void live() {
        trades(10.5, trade(1, 8), trade(2, 10));
        events.clear();
    }

    void subscribe(double second) {
        feed.onSubscribed(at(second), events::add);
    }

    void trades(double second, Trade... trades) {
        feed.onTrades(Arrays.asList(trades), true, at(second), events::add);
    }

    void damage(double second) {
        feed.onDamage(SymbolFeed.DAMAGED, at(second), events::add);
    }

    void time(double second) {
        feed.onTime(at(second), at(second) + LATENCY, events::add);
    }

    static Trade trade(long id, double second) {
        return trade(id, second, Origin.STREAM);
    }

    static Trade trade(long id, double second, Origin origin) {
        return new Trade(
                "BTC",
                at(second),
                BigDecimal.TEN,
                BigDecimal.ONE,
                Side.BUY,
                id,
                at(second) + LATENCY,
                origin);
    }

    static long at(double second) {
        return Math.round(second * SECOND);
    }

    static SymbolFeedState written(SymbolFeedState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.writeTo(new DataOutputStream(bytes));
        return SymbolFeedState.readFrom(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    List<String> story() {
        return events.stream().map(SymbolFeedFixture::described).toList();
    }

    static String described(FeedEvent event) {
        String kind = event.kind().name();
        return switch (event.kind()) {
            case TRADE ->
                    "%s %d %s %s"
                            .formatted(
                                    kind,
                                    event.trade().tradeId(),
                                    seconds(event.eventTime()),
                                    event.trade().origin().label());
            case TIME, COVERED -> kind + " " + seconds(event.eventTime());
            case GAP ->
                    "%s %s %s %s%s"
                            .formatted(
                                    kind,
                                    seconds(event.gap().gapStart()),
                                    event.gap().gapEnd() == null
                                            ? "…"
                                            : seconds(event.gap().gapEnd()),
                                    event.gap().reason(),
                                    event.gap().isHealed()
                                            ? " healed by " + event.gap().healedBy()
                                            : "");
            default -> event.detail() == null ? kind : kind + " " + event.detail();
        };
    }

    static String seconds(long micros) {
        return BigDecimal.valueOf(micros / 1_000, 3).toPlainString();
    }
}
