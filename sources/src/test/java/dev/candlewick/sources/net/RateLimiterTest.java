package dev.candlewick.sources.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {

    private final RateLimiter limiter = new RateLimiter(100, Duration.ofSeconds(60));

    @Test
    void grantsUpToTheCapacityAndNoMore() {
        assertThat(limiter.tryAcquire(60, 0)).isTrue();
        assertThat(limiter.tryAcquire(40, 10)).isTrue();
        assertThat(limiter.tryAcquire(1, 20)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 1000", // there is room
        "21, 60000", // the first grant has to pass
        "60, 60000",
        "61, 60500", // and the second
        "100, 60500",
    })
    void tellsWhenAWeightFits(int weight, long freeAt) {
        limiter.tryAcquire(40, 0);
        limiter.tryAcquire(40, 500);

        assertThat(limiter.nextFreeAt(weight, 1000)).isEqualTo(freeAt);
        assertThat(limiter.tryAcquire(weight, freeAt - 1)).isEqualTo(freeAt == 1000);
        assertThat(limiter.tryAcquire(weight, freeAt)).isEqualTo(freeAt != 1000);
    }

    @Test
    void whatAReplyWeighedMoreDelaysTheNextRequest() {
        limiter.tryAcquire(20, 0);
        limiter.charge(83, 100);

        assertThat(limiter.nextFreeAt(1, 200)).isEqualTo(60_000);
        assertThat(limiter.nextFreeAt(20, 200)).isEqualTo(60_100);
    }

    @Test
    void noSpanEverHoldsMoreThanTheCapacity() {
        Random random = new Random(7);
        Deque<long[]> granted = new ArrayDeque<>();
        long now = 0;
        for (int n = 0; n < 20_000; n++) {
            now += random.nextInt(2_000);
            long since = now - 60_000;
            granted.removeIf(grant -> grant[0] <= since);
            int weight = 1 + random.nextInt(30);
            long used = granted.stream().mapToLong(grant -> grant[1]).sum();
            boolean fits = used + weight <= 100;
            assertThat(limiter.tryAcquire(weight, now)).isEqualTo(fits);
            if (fits) {
                granted.add(new long[] {now, weight});
            }
        }
    }

    @Test
    void saysWhenARequestFitsAsAModelThatLooksAtEveryMillisecond() {
        Random random = new Random(11);
        for (int train = 0; train < 200; train++) {
            RateLimiter tested = new RateLimiter(100, Duration.ofMillis(300));
            List<long[]> spent = new ArrayList<>();
            long now = 0;
            for (int n = 0; n < 60; n++) {
                now += random.nextInt(60);
                disturb(tested, spent, random, now);
                int weight = 1 + random.nextInt(tested.capacity());
                int free = random.nextInt(30);
                long freeAt = tested.nextFreeAt(weight, free, now);

                assertThat(freeAt)
                        .as("train %d, request %d", train, n)
                        .isEqualTo(firstFit(spent, weight, free, tested.capacity(), now));
                if (random.nextBoolean()) {
                    now = freeAt;
                    tested.charge(weight, now);
                    spent.add(new long[] {now, weight});
                }
            }
        }
    }

    /** Rows of an answer, a refusal, or a good minute. */
    private static void disturb(RateLimiter tested, List<long[]> spent, Random random, long now) {
        switch (random.nextInt(10)) {
            case 0 -> tested.shrink(10);
            case 1 -> tested.grow(10);
            case 2, 3 -> {
                int rows = 1 + random.nextInt(40);
                tested.charge(rows, now);
                spent.add(new long[] {now, rows});
            }
            default -> {
                // Nothing happens between two requests.
            }
        }
    }

    private static long firstFit(
            List<long[]> spent, int weight, int free, int capacity, long from) {
        for (long at = from; ; at++) {
            long used = 0;
            for (long[] grant : spent) {
                used += at - grant[0] < 300 ? grant[1] : 0;
            }
            if (used + weight + Math.min(free, capacity - weight) <= capacity) {
                return at;
            }
        }
    }

    @Test
    void aWeightThatNeverFitsIsRefused() {
        assertThatThrownBy(() -> limiter.tryAcquire(101, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1..100");
    }

    @Test
    void aServerThatComplainsIsAskedLessUntilItGoesWellAgain() {
        limiter.shrink(30);
        assertThat(limiter.capacity()).isEqualTo(50);
        assertThat(limiter.tryAcquire(50, 0)).isTrue();
        limiter.shrink(30);
        assertThat(limiter.capacity()).isEqualTo(30);
        assertThat(limiter.nextFreeAt(1, 10)).isEqualTo(60_000);
        limiter.grow(40);
        assertThat(limiter.tryAcquire(20, 20)).isTrue();
        limiter.grow(40);
        assertThat(limiter.capacity()).isEqualTo(100);
    }
}
