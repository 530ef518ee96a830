package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SeenTradesTest {
    private static final long START = 1_757_000_000_000_000L;
    private static final long SECOND = 1_000_000L;

    @Test
    void sparesTheNewestThousandHoweverOldTheyAre() {
        SeenTrades seen = oneASecond(2_000);

        seen.forgetBefore(START + 9_999 * SECOND);

        assertThat(seen.size()).isEqualTo(1_000);
        assertThat(isKnown(seen, 1_000)).isFalse();
        for (long id = 1_001; id <= 2_000; id++) {
            assertThat(isKnown(seen, id)).isTrue();
        }
    }

    @Test
    void keepsWhateverIsNotOld() {
        SeenTrades seen = oneASecond(5_000);

        seen.forgetBefore(START + 1_000 * SECOND);

        assertThat(isKnown(seen, 999)).isFalse();
        assertThat(isKnown(seen, 1_000)).isTrue();
        assertThat(seen.size()).isEqualTo(4_001);
    }

    @Test
    void tellsEachIdFromTheOthersAsAMapDoes() {
        Random random = new Random(3);
        SeenTrades seen = new SeenTrades();
        Map<Long, Long> map = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            long id = 1 + (random.nextLong() & 0x3ffff);
            long content = SeenTrades.content(START + random.nextInt(1_000), random.nextLong());
            Long known = map.putIfAbsent(id, content);
            assertThat(seen.putIfAbsent(id, content))
                    .isEqualTo(known == null ? SeenTrades.NEW : known);
        }
        assertThat(seen.size()).isEqualTo(map.size());
    }

    @Test
    void findsWhatItKeepsWhileTheRestIsForgottenAndCountsThatAsNew() {
        Random random = new Random(11);
        SeenTrades seen = new SeenTrades();
        Map<Long, Long> map = new HashMap<>();
        for (int second = 0; second < 300; second++) {
            for (int i = 0; i < 200; i++) {
                // Now and then a trade comes late, or once more.
                long age = random.nextInt(10) == 0 ? random.nextInt(60) : 0;
                long content =
                        SeenTrades.content(START + (second - age) * SECOND, random.nextLong());
                long id = 1L + random.nextInt(1_000_000);
                Long known = map.putIfAbsent(id, content);
                assertThat(seen.putIfAbsent(id, content))
                        .isEqualTo(known == null ? SeenTrades.NEW : known);
            }
            if (second % 10 == 9 && map.size() >= SeenTrades.WORTHWHILE) {
                long kept = START + (second - 20) * SECOND;
                seen.forgetBefore(kept);
                map.values().removeIf(content -> content < SeenTrades.content(kept, 0));
                assertThat(entries(seen)).isEqualTo(map);
                map.forEach((id, content) -> assertKnown(seen, id, content));
            }
        }
        assertThat(seen.capacity()).isLessThan(60_000 / 4);
    }

    @Test
    void takesNoMoreRoomAsTimeGoesOn() {
        SeenTrades seen = new SeenTrades();
        long id = 0;
        int capacity = 0;
        for (int period = 0; period < 50; period++) {
            for (int i = 0; i < 5_000; i++, id++) {
                seen.putIfAbsent(1 + id, SeenTrades.content(START + id * SECOND, id));
            }
            assertThat(period < 5 || capacity == seen.capacity()).isTrue();
            assertThat(16 * seen.capacity()).isLessThanOrEqualTo(30 * Math.max(16, seen.size()));
            capacity = seen.capacity();
            seen.forgetBefore(START + (id - 10_000) * SECOND);
        }
    }

    @Test
    void givesTheRoomOfABurstBack() {
        SeenTrades seen = oneASecond(100_000);

        seen.forgetBefore(START + 97_000 * SECOND);

        assertThat(seen.size()).isEqualTo(3_001);
        assertThat(16 * seen.capacity()).isLessThan(64 * seen.size());
        assertThat(isKnown(seen, 96_999)).isFalse();
        assertThat(isKnown(seen, 97_000)).isTrue();
        assertThat(isKnown(seen, 100_000)).isTrue();
    }

    @Test
    void remembersATradeAtATimeThatManyShare() {
        SeenTrades seen = new SeenTrades();
        for (long id = 1; id <= 3_000; id++) {
            seen.putIfAbsent(id, SeenTrades.content(START, 7));
        }

        seen.forgetBefore(START + SECOND);

        assertThat(seen.size()).isEqualTo(3_000);
    }

    @Test
    void takesSixteenBytesATradeInACheckpointAndComesBackFromIt() throws IOException {
        SeenTrades seen = oneASecond(5_000);
        DataOutputSerializer out = new DataOutputSerializer(64);
        new SeenTradesSerializer().serialize(seen, out);
        assertThat(out.length()).isLessThan(5_000 * 16 + 64);

        SeenTrades restored =
                new SeenTradesSerializer()
                        .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(restored.size()).isEqualTo(5_000);
        assertThat(isKnown(restored, 1)).isTrue();
        assertThat(isKnown(restored, 5_001)).isFalse();
    }

    @Test
    void knowsWhenATradeWas() {
        long content = SeenTrades.content(START + 123_000, -1);
        assertThat(SeenTrades.timeOf(content)).isEqualTo(START + 123_000);
    }

    private static SeenTrades oneASecond(int count) {
        SeenTrades seen = new SeenTrades();
        for (long id = 1; id <= count; id++) {
            seen.putIfAbsent(id, SeenTrades.content(START + id * SECOND, id));
        }
        return seen;
    }

    private static Map<Long, Long> entries(SeenTrades seen) {
        Map<Long, Long> entries = new HashMap<>();
        seen.each(entries::put);
        assertThat(entries).hasSize(seen.size());
        return entries;
    }

    private static void assertKnown(SeenTrades seen, long id, long content) {
        assertThat(seen.putIfAbsent(id, 1)).isEqualTo(content);
    }

    private static boolean isKnown(SeenTrades seen, long id) {
        return seen.copy().putIfAbsent(id, 1) != SeenTrades.NEW;
    }
}
