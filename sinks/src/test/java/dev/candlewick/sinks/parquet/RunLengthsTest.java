package dev.candlewick.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, as Parquet reads it. */
class RunLengthsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 14, 17, 31})
    void parquetReadsBackWhatWasWritten(int bitWidth) throws Exception {
        Random random = new Random(bitWidth);
        for (int rounds = 0; rounds < 300; rounds++) {
            int changes = random.nextInt(200);
            RunLengths encoder = new RunLengths().begin(bitWidth);
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < changes; i++) {
                int number = (int) (random.nextLong() & ((1L << bitWidth) - 1));
                int times = random.nextInt(4) == 0 ? random.nextInt(2_000) : random.nextInt(12);
                encoder.add(number, times);
                for (int n = 0; n < times; n++) {
                    numbers.add(number);
                }
            }

            assertThat(read(encoder, bitWidth, numbers.size())).isEqualTo(numbers);
        }
    }

    private static List<Integer> read(RunLengths encoder, int bitWidth, int count)
            throws Exception {
        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(bitWidth, encoder.finish().toInputStream());
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            read.add(decoder.readInt());
        }
        return read;
    }
}
