package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ByteProgressTest {

    @Test
    void tellsPartRateAndTimeLeft() {
        assertThat(ByteProgress.line(Duration.ofSeconds(20).toNanos(), 50_000_000, 200_000_000))
                .isEqualTo(" 25 %  50.0 of 200.0 MB (2.5 MB/s)  ETA 0:01:00");
    }

    @Test
    void aTerminalSeesItAtOnceAndAFileNotForEachFolder() {
        for (boolean terminal : new boolean[] {true, false}) {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            ByteProgress progress = new ByteProgress(new PrintStream(shown, true, UTF_8), terminal);
            progress.begin(10);
            progress.add(10);

            assertThat(shown.toString(UTF_8).contains("100 %")).isEqualTo(terminal);
        }
    }
}
