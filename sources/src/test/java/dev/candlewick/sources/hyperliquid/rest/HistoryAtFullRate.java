package dev.candlewick.sources.hyperliquid.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.RateLimit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The history of 200 assets in three intervals, by the real operator over HTTP, of an exchange that
 * weighs and refuses: 5,000 candles a request, which is what it keeps. Its window is two seconds,
 * and holds so much that all is collected in a minute. {@code candlewick.history-assets}, {@code
 * candlewick.history-windows} and {@code candlewick.history-seconds} make it shorter.
 */
@Timeout(300)
class HistoryAtFullRate extends ExchangeRestFixture {

    private final HistoryCollection collection =
            new HistoryCollection(
                    Integer.getInteger("candlewick.history-assets", 200),
                    Integer.getInteger("candlewick.history-windows", 5_000),
                    Integer.getInteger("candlewick.history-seconds", 60));

    @Test
    void usesWhatTheExchangeAllowsAndHealingWaitsForOneRequestAtMost() throws Exception {
        try (ExchangeSimulator exchange = collection.exchange()) {
            collection.run(exchange, answered -> {});

            List<RateLimit.Asked> log = collection.log(exchange);
            report("whole limit", log, collection.limit());
            assertThat(shareOfAllowed(log, collection.limit())).isGreaterThanOrEqualTo(0.9);
            assertThat(refused(log)).isLessThanOrEqualTo(5);
            assertThat(exchange.rateLimit().mostSpentInAWindow())
                    .isLessThanOrEqualTo(collection.limit());
        }
        assertThat(collection.answers()).isEqualTo(collection.requests());
        assertThat(collection.sentBeforeHealing()).hasSizeGreaterThan(3).containsOnly(0L);
    }

    @Test
    void adaptsWhenTheExchangeAllowsHalf() throws Exception {
        int half = collection.limit() / 2;
        long[] halvedAt = new long[1];
        try (ExchangeSimulator exchange = collection.exchange()) {
            collection.run(
                    exchange,
                    answered -> {
                        if (answered == collection.requests() / 2) {
                            exchange.rateLimit().set(half);
                            halvedAt[0] = System.nanoTime();
                        }
                    });

            List<RateLimit.Asked> after =
                    collection.log(exchange).stream()
                            .filter(asked -> asked.atNanos() > halvedAt[0])
                            .toList();
            report("half the limit", after, half);
            assertThat(perWindow(after)).isBetween(0.6 * half, 1.0 * half);
            assertThat((double) refused(after)).isLessThanOrEqualTo(5 + windows(after) / 2);
        }
        assertThat(collection.answers()).isEqualTo(collection.requests());
    }

    private static void report(String what, List<RateLimit.Asked> log, int limit) {
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s: weight %d in %.1f s, %.1f %% of what may be collected, refused %d",
                        what,
                        spent(log),
                        windows(log) * HistoryCollection.WINDOW.toSeconds(),
                        100 * shareOfAllowed(log, limit),
                        refused(log)));
    }

    /** Of nine tenths, since one is kept for healing; the first window's is there at the start. */
    private static double shareOfAllowed(List<RateLimit.Asked> log, int limit) {
        return spent(log) / (0.9 * limit * (1 + windows(log)));
    }

    private static double perWindow(List<RateLimit.Asked> log) {
        return spent(log) / windows(log);
    }

    private static long spent(List<RateLimit.Asked> log) {
        return log.stream().mapToLong(RateLimit.Asked::weight).sum();
    }

    private static double windows(List<RateLimit.Asked> log) {
        long nanos = log.get(log.size() - 1).atNanos() - log.get(0).atNanos();
        return (double) nanos / HistoryCollection.WINDOW.toNanos();
    }

    private static long refused(List<RateLimit.Asked> log) {
        return log.stream().filter(RateLimit.Asked::refused).count();
    }
}
