package dev.candlewick.sources.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.hyperliquid.MessageDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a file falls into lines, and a line into its receive time and its frame. */
class LinesTest {

    @Test
    void linesEndAsTheyMay() throws IOException {
        assertThat(lines("a\nb\r\n\nc")).containsExactly("a", "b", "", "c");
        assertThat(lines("")).isEmpty();
        assertThat(lines("a\n")).containsExactly("a");
    }

    @Test
    void linesMayBeLongerThanTheBuffer() throws IOException {
        String line = "x".repeat(200_000);

        assertThat(lines(line + "\n" + line)).containsExactly(line, line);
    }

    @Test
    void aFileWithoutLineBreaksDoesNotFillTheMemory() throws IOException {
        int huge = 3 * MessageDecoder.MAX_FRAME_BYTES;
        InputStream endless = new ByteArrayInputStream(new byte[huge]);
        try (Lines lines = new Lines(endless)) {
            assertThat(lines.next())
                    .hasSizeBetween(
                            MessageDecoder.MAX_FRAME_BYTES + 1,
                            MessageDecoder.MAX_FRAME_BYTES + 100);
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void theReceiveTimeIsTakenOffTheFrame() {
        TapeLine line = parse("1737918843893903999 {\"a\":1}");

        assertThat(line.receivedAt()).isEqualTo(1_737_918_843_893_903L);
        assertThat(new String(line.frame(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    @Test
    void whatIsNoReceiveTimeStaysInTheFrame() {
        for (String text :
                List.of(
                        "{\"a\":1}",
                        "12",
                        "",
                        " {}",
                        "-5 {}",
                        "12345678901234567890 {}",
                        "1.5 {}")) {
            TapeLine line = parse(text);
            assertThat(line.isTimed()).as(text).isFalse();
            assertThat(new String(line.frame(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }

    private static TapeLine parse(String line) {
        return TapeLine.parse(line.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Lines lines =
                new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                found.add(new String(line, StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
