package dev.candlewick.simulator;

import java.time.Instant;
import java.util.List;

/**
 * Small tapes in which trade {@code n} of a coin has tid n and happens n seconds after the start.
 */
final class TestTapes {

    static final Instant START = Instant.parse("2025-09-04T10:00:00Z");

    private TestTapes() {}

    static TapeTrade trade(String coin, int n) {
        return TapeTrade.of(
                coin, n % 2 == 0 ? "B" : "A", 100 + n + ".0", "0.5", at(n).toEpochMilli(), n);
    }

    static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    /** One trade a frame. */
    static TapeBuilder trades(String coin, int from, int to) {
        return addTrades(Tape.builder(), coin, from, to);
    }

    static TapeBuilder addTrades(TapeBuilder tape, String coin, int from, int to) {
        for (int n = from; n <= to; n++) {
            tape.trades(at(n), trade(coin, n));
        }
        return tape;
    }

    static TapeTrade[] tradeArray(String coin, int from, int to) {
        TapeTrade[] trades = new TapeTrade[to - from + 1];
        for (int n = from; n <= to; n++) {
            trades[n - from] = trade(coin, n);
        }
        return trades;
    }

    static String bbo(String coin, int n) {
        return Frames.bbo(
                coin,
                at(n).toEpochMilli(),
                Frames.level(100 + n + ".0", "1"),
                Frames.level(101 + n + ".0", "2"));
    }

    static String l2Book(String coin, int n) {
        return Frames.l2Book(
                coin,
                at(n).toEpochMilli(),
                List.of(Frames.level(100 + n + ".0", "1")),
                List.of(Frames.level(101 + n + ".0", "2")));
    }
}
