package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenTradesTest {

    @Test
    void sparesTheNewestThousandHoweverOldTheyAre() {
        List<Long> forgettable = SeenTrades.forgettable(idsWithTheirTimes(1_500).entrySet(), 9_999);

        assertThat(forgettable).hasSize(500).allMatch(id -> id < 500);
    }

    @Test
    void keepsWhateverIsNotOld() {
        assertThat(SeenTrades.forgettable(idsWithTheirTimes(5_000).entrySet(), 1_000))
                .hasSize(1_000)
                .allMatch(id -> id < 1_000);
    }

    private static Map<Long, Long> idsWithTheirTimes(long count) {
        Map<Long, Long> times = new HashMap<>();
        for (long id = 0; id < count; id++) {
            times.put(id, id);
        }
        return times;
    }
}
