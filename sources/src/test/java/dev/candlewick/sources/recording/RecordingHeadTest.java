package dev.candlewick.sources.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.replay.RecordingBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a file before anything is started on it. */
class RecordingHeadTest {

    @TempDir Path folder;

    @Test
    void aRecordingShowsWhetherItHasReceiveTimes() throws IOException {
        String timed =
                new RecordingBuilder().at(1).trade("BTC", 1, 0).gzipTo(folder.resolve("a.gz"));
        String untimed = new RecordingBuilder().trade("BTC", 1, 0).writeTo(folder.resolve("b"));

        assertThat(RecordingHead.of(timed).isTimed()).isTrue();
        assertThat(RecordingHead.of(timed).firstReceivedAt()).isEqualTo(1_790_000_001_000_000L);
        assertThat(RecordingHead.of(untimed).isTimed()).isFalse();
        assertThat(RecordingHead.of(untimed).bytes()).isEqualTo(Files.size(Path.of(untimed)));
    }

    @Test
    void aDamagedFirstLineDoesNotHideTheReceiveTimesOfTheOthers() throws IOException {
        String tape =
                new RecordingBuilder()
                        .line("�rubbish")
                        .at(1)
                        .trade("BTC", 1, 0)
                        .writeTo(folder.resolve("a"));

        assertThat(RecordingHead.of(tape).isTimed()).isTrue();
    }

    @Test
    void anEmptyFileIsAnEmptyTape() throws IOException {
        assertThat(RecordingHead.of(new RecordingBuilder().writeTo(folder.resolve("a"))).isTimed())
                .isFalse();
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.jsonl");

        assertThatThrownBy(() -> RecordingHead.of(missing.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessage("There is no file " + missing);
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> RecordingHead.of(folder.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void anotherKindOfFileIsNoTape() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "time,price\n1,2\n");

        assertThatThrownBy(() -> RecordingHead.of(csv.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("a.csv is not a recording, it begins 'time,price'");
    }

    @Test
    void receiveTimesInAnotherUnitAreNotMistakenForNanoseconds() throws IOException {
        Path tape =
                Files.writeString(folder.resolve("a"), "1790000001000 {\"channel\":\"pong\"}\n");

        assertThatThrownBy(() -> RecordingHead.of(tape.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("nanoseconds");
    }

    @Test
    void aFileThatIsDamagedFromTheStartIsSaidToBe() throws IOException {
        Path tape = Files.write(folder.resolve("a.gz"), new byte[] {0x1F, (byte) 0x8B, 8});

        assertThatThrownBy(() -> RecordingHead.of(tape.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("damaged");
    }
}
