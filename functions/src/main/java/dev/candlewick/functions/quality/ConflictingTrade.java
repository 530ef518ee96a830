package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A trade under the id of another one. Which of the two is right is not known: the first stands,
 * this one is refused, and its bars may lack a trade.
 */
record ConflictingTrade(Trade trade, long firstTradeTime) {
    private static final String REASON = "conflicting_trade";
    private static final long MICROSECOND = 1;
    private static final long MILLISECOND = 1_000;

    DeadLetter deadLetter() {
        return new DeadLetter(
                trade.receivedAt(),
                trade.origin().label(),
                "trades",
                REASON,
                "trade id "
                        + trade.tradeId()
                        + " is that of a trade at "
                        + Instant.EPOCH.plus(firstTradeTime, ChronoUnit.MICROS)
                        + " of another price, size, side or time; the first one stands",
                json().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The rest of the trade's millisecond. Not the instant of the trade itself: a gap of the
     * connection often begins there, and a gap is known by its start.
     */
    FeedEvent gap() {
        return FeedEvent.gap(
                new Gap(
                        trade.symbol(),
                        trade.tradeTime() + MICROSECOND,
                        trade.tradeTime() + MILLISECOND,
                        "a conflicting trade",
                        trade.receivedAt(),
                        null,
                        null));
    }

    /** As the exchange writes a trade; of the frame it came in nothing else is known here. */
    private String json() {
        return "{\"coin\":\""
                + trade.symbol().replace("\\", "\\\\").replace("\"", "\\\"")
                + "\",\"side\":\""
                + (trade.side() == Side.BUY ? "B" : "A")
                + "\",\"px\":\""
                + trade.price().toPlainString()
                + "\",\"sz\":\""
                + trade.size().toPlainString()
                + "\",\"time\":"
                + trade.tradeTime() / MILLISECOND
                + ",\"tid\":"
                + trade.tradeId()
                + "}";
    }
}
