package dev.candlewick.sources.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How a file falls into lines. */
class LinesTest {

    private static final int MAX_LINE = 1_000_000;

    @Test
    void linesEndAsTheyMay() throws IOException {
        assertThat(lines("a\nb\r\n\nc")).containsExactly("a", "b", "", "c");
        assertThat(lines("")).isEmpty();
        assertThat(lines("a\n")).containsExactly("a");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
        assertThat(lines("\uFEFF")).isEmpty();
        assertThat(lines("ab")).containsExactly("ab");
    }

    @Test
    void linesMayBeLongerThanTheBuffer() throws IOException {
        String line = "x".repeat(200_000);

        assertThat(lines(line + "\n" + line)).containsExactly(line, line);
    }

    @Test
    void aFileWithoutLineBreaksDoesNotFillTheMemory() throws IOException {
        InputStream endless = new ByteArrayInputStream(new byte[3 * MAX_LINE]);
        try (Lines lines = new Lines(endless, MAX_LINE)) {
            assertThat(lines.next()).hasSize(MAX_LINE);
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void aLineStaysAsItIsWhileTheOneAfterItIsRead() throws IOException {
        Random random = new Random(7);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int length = random.nextInt(50) == 0 ? random.nextInt(200_000) : random.nextInt(900);
            written.add(Character.toString('a' + i % 26).repeat(length));
        }
        byte[] text = String.join("\n", written).getBytes(StandardCharsets.UTF_8);
        try (Lines lines = new Lines(new ByteArrayInputStream(text), MAX_LINE)) {
            lines.advance();
            for (int i = 0; i < written.size(); i++) {
                byte[] bytes = lines.bytes();
                int offset = lines.offset();
                int length = lines.length();

                assertThat(lines.advance()).isEqualTo(i + 1 < written.size());

                assertThat(new String(bytes, offset, length, StandardCharsets.UTF_8))
                        .isEqualTo(written.get(i));
            }
        }
    }

    private static List<String> lines(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Lines lines =
                new Lines(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        MAX_LINE)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                found.add(new String(line, StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
