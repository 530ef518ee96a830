package dev.candlewick.functions.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Writes feed events of one symbol in the language of the market: times of one day, UTC. */
public final class TestingFeed {
    private static final LocalDate DAY = LocalDate.of(2025, 9, 4);

    private final String symbol;
    private long nextTradeId = 1;

    public TestingFeed(String symbol) {
        this.symbol = symbol;
    }

    /** The instant of a time of day such as {@code 12:00:03.5}, in epoch microseconds. */
    public static long at(String time) {
        Instant instant = LocalTime.parse(time).atDate(DAY).toInstant(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public FeedEvent covered(String from) {
        return FeedEvent.of(FeedEvent.Kind.COVERED, symbol, at(from), at(from));
    }

    public FeedEvent buy(String time, String price, String size) {
        return trade(time, price, size, Side.BUY, nextTradeId++);
    }

    public FeedEvent sell(String time, String price, String size) {
        return trade(time, price, size, Side.SELL, nextTradeId++);
    }

    public FeedEvent trade(String time, String price, String size, Side side, Long tradeId) {
        return FeedEvent.trade(
                new Trade(
                        symbol,
                        at(time),
                        new BigDecimal(price),
                        new BigDecimal(size),
                        side,
                        tradeId,
                        at(time),
                        Origin.STREAM));
    }

    public FeedEvent mid(String time, String price) {
        MidPrice mid = new MidPrice(symbol, new BigDecimal(price), at(time), Origin.ARCHIVE);
        return FeedEvent.mid(mid, at(time));
    }

    /** Event time comes to an instant without a trade. */
    public FeedEvent time(String time) {
        return FeedEvent.time(symbol, at(time), at(time));
    }

    /** The feed is lost: what came after an instant may be missing. */
    public FeedEvent gapOpens(String from, String detectedAt) {
        return FeedEvent.gap(openGap(from, detectedAt));
    }

    /** A gap of which more is known: its end. */
    public FeedEvent gap(String from, String to) {
        return FeedEvent.gap(endedGap(from, to), at(to));
    }

    /** What the exchange sent again has left nothing out. */
    public FeedEvent gapHeals(String from, String to) {
        return FeedEvent.gap(endedGap(from, to).healed(at(to), Gap.BY_RESEND), at(to));
    }

    public Gap openGap(String from, String detectedAt) {
        return new Gap(symbol, at(from), null, "disconnect", at(detectedAt), null, null);
    }

    public Gap endedGap(String from, String to) {
        return new Gap(symbol, at(from), at(to), "disconnect", at(from), null, null);
    }

    /** Only the clock of the feed has moved. */
    public FeedEvent waiting(String time) {
        return FeedEvent.status(FeedEvent.Kind.WAITING, symbol, at(time), null);
    }

    public FeedEvent ended(String time) {
        return FeedEvent.of(FeedEvent.Kind.ENDED, symbol, Long.MIN_VALUE, at(time));
    }
}
