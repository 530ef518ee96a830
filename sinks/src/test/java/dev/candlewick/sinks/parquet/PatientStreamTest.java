package dev.candlewick.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.health.HealthLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.junit.jupiter.api.Test;

/** A full disk delays a file of the lake, and nothing else. */
class PatientStreamTest {

    private final HealthLog health = new HealthLog();
    private final List<String> shownWhileWaiting = new ArrayList<>();
    private final FullDisk disk = new FullDisk();
    private final PatientStream stream =
            new PatientStream(disk, new Patience("the lake /lake", health, new Waiting()));
    private int pauses;

    @Test
    void everyByteIsWrittenOnceHoweverOftenTheDiskRefuses() throws IOException {
        byte[] bytes = new byte[10_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }

        stream.write(bytes, 0, 4_000);
        stream.write(bytes[4_000]);
        stream.write(bytes, 4_001, 5_999);

        assertThat(disk.content.toByteArray()).isEqualTo(bytes);
        assertThat(stream.getPos()).isEqualTo(10_000);
        assertThat(pauses).isGreaterThan(5);
    }

    @Test
    void theConditionStandsWhileItWaitsAndNoLonger() throws IOException {
        stream.write(new byte[5_000], 0, 5_000);

        assertThat(shownWhileWaiting)
                .isNotEmpty()
                .allMatch(line -> line.startsWith("the lake /lake: No space left on device. "));
        assertThat(health.lines()).isEmpty();
    }

    @Test
    void aTaskThatIsCancelledWaitsNoLonger() {
        disk.room = 0;
        pauses = -1;

        assertThatThrownBy(() -> stream.write(new byte[10], 0, 10))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Makes room with each pause; interrupts the first one if pauses is negative. */
    private final class Waiting implements Pauses {
        private static final long serialVersionUID = 1L;

        @Override
        public long now() {
            return pauses * 1_000L;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            shownWhileWaiting.add(health.lines());
            if (pauses < 0) {
                throw new InterruptedException();
            }
            pauses++;
            disk.room += pauses % 2 == 0 ? 1_500 : 0;
        }
    }

    /** Takes what it has room for, then refuses, as a file does. */
    private static final class FullDisk extends FSDataOutputStream {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int room = 1_000;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int taken = Math.min(room, length);
            content.write(bytes, offset, taken);
            room -= taken;
            if (taken < length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public long getPos() {
            return content.size();
        }

        @Override
        public void flush() {}

        @Override
        public void sync() {}

        @Override
        public void close() {}
    }
}
