package dev.candlewick.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, as Parquet reads it. */
class DeltasTest {

    /** A stretch of numbers, as it is given to the encoder. */
    private record Stretch(long first, long step, int times) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 13, 31, 32, 33, 40, 57, 63, 64})
    void parquetReadsBackWhatWasWritten(int bits) throws Exception {
        Random random = new Random(bits);
        for (int rounds = 0; rounds < 200; rounds++) {
            check(stretches(random, bits), false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 31, 32})
    void parquetReadsBackNumbersOf32Bits(int bits) throws Exception {
        Random random = new Random(bits);
        for (int rounds = 0; rounds < 200; rounds++) {
            check(stretches(random, bits), true);
        }
    }

    private static List<Stretch> stretches(Random random, int bits) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = random.nextInt(300); i >= 0; i--) {
            int times = random.nextInt(8) == 0 ? 1 + random.nextInt(700) : 1 + random.nextInt(3);
            long step = random.nextInt(3) == 0 ? random.nextInt(1 << 20) : 0;
            stretches.add(new Stretch(random.nextLong() >> (Long.SIZE - bits), step, times));
        }
        return stretches;
    }

    private static void check(List<Stretch> stretches, boolean narrow) throws Exception {
        List<Long> numbers = new ArrayList<>();
        for (Stretch stretch : stretches) {
            for (int i = 0; i < stretch.times; i++) {
                long number = stretch.first + (narrow ? 0 : stretch.step) * i;
                numbers.add(narrow ? (int) number : number);
            }
        }
        Deltas encoder = new Deltas().begin(numbers.size(), narrow);
        for (Stretch stretch : stretches) {
            long first = narrow ? (int) stretch.first : stretch.first;
            encoder.add(first, narrow ? 0 : stretch.step, stretch.times);
        }

        assertThat(read(encoder, numbers.size(), narrow)).isEqualTo(numbers);

        encoder.begin(numbers.size(), narrow);
        encoder.addAll(numbers.stream().mapToLong(Long::longValue).toArray(), numbers.size());

        assertThat(read(encoder, numbers.size(), narrow)).isEqualTo(numbers);
    }

    private static List<Long> read(Deltas encoder, int count, boolean narrow) throws Exception {
        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        reader.initFromPage(count, encoder.finish().toInputStream());
        List<Long> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            read.add(narrow ? reader.readInteger() : reader.readLong());
        }
        return read;
    }
}
