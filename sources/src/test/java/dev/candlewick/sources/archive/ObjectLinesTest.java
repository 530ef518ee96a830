package dev.candlewick.sources.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.net.WakeableSleep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for again, and what is not. */
class ObjectLinesTest {

    private static final List<String> LINES =
            IntStream.range(0, 5_000).mapToObj(i -> "line " + i).toList();

    @TempDir Path folder;

    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void beReliableAgain() {
        TestingFileSystem.FAILURES.set(0);
        TestingFileSystem.goneEnding = "nothing";
    }

    @Test
    void aFileSystemThatFailsIsReadOnFromTheSameLine() throws IOException {
        write();
        TestingFileSystem.FAILURES.set(3);

        assertThat(read()).isEqualTo(LINES);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aFileSystemThatDoesNotRecoverFailsByName() {
        write();
        TestingFileSystem.FAILURES.set(Integer.MAX_VALUE);

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("object.lz4 cannot be read, tried 9 times: connection reset");
    }

    @Test
    void anObjectThatIsGoneIsNotAskedForAgain() throws IOException {
        write();
        TestingFileSystem.goneEnding = "object.lz4";

        try (ObjectLines lines = open()) {
            assertThat(lines.next()).isNull();
            assertThat(lines.damage()).isEqualTo("is not there any more");
        }
        assertThat(pauses).isEmpty();
    }

    private void write() {
        new TestingArchive(folder)
                .put(
                        "object.lz4",
                        TestingArchive.lz4(TestingArchive.text(LINES.toArray(String[]::new))));
    }

    private List<String> read() throws IOException {
        List<String> found = new ArrayList<>();
        try (ObjectLines lines = open()) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                found.add(new String(line, StandardCharsets.UTF_8));
            }
            assertThat(lines.damage()).isNull();
        }
        return found;
    }

    private ObjectLines open() {
        WakeableSleep remembered =
                new WakeableSleep() {
                    @Override
                    public void sleep(Duration duration) {
                        pauses.add(duration);
                    }
                };
        return new ObjectLines(
                TestingFileSystem.SCHEME + folder.resolve("object.lz4"),
                false,
                remembered,
                new ArchiveProgress());
    }
}
