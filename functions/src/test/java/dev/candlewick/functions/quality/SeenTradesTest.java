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
        assertThat(isKnown(seen, 1_001)).isTrue();
        assertThat(isKnown(seen, 2_000)).isTrue();
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

    private static boolean isKnown(SeenTrades seen, long id) {
        return seen.copy().putIfAbsent(id, 1) != SeenTrades.NEW;
    }
}
