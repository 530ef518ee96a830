package dev.candlewick.sources.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a file before anything is started on it. */
class TapeHeadTest {

    @TempDir Path folder;

    @Test
    void aTapeTellsWhetherItRecordsReceiveTimes() throws IOException {
        String timed = new TapeBuilder().at(1).trade("BTC", 1, 0).gzipTo(folder.resolve("a.gz"));
        String untimed = new TapeBuilder().trade("BTC", 1, 0).writeTo(folder.resolve("b"));

        assertThat(TapeHead.of(timed).isTimed()).isTrue();
        assertThat(TapeHead.of(timed).firstReceivedAt()).isEqualTo(1_790_000_001_000_000L);
        assertThat(TapeHead.of(untimed).isTimed()).isFalse();
        assertThat(TapeHead.of(untimed).bytes()).isEqualTo(Files.size(Path.of(untimed)));
    }

    @Test
    void aDamagedFirstLineDoesNotHideTheReceiveTimesOfTheOthers() throws IOException {
        String tape =
                new TapeBuilder()
                        .line("�rubbish")
                        .at(1)
                        .trade("BTC", 1, 0)
                        .writeTo(folder.resolve("a"));

        assertThat(TapeHead.of(tape).isTimed()).isTrue();
    }

    @Test
    void anEmptyFileIsAnEmptyTape() throws IOException {
        assertThat(TapeHead.of(new TapeBuilder().writeTo(folder.resolve("a"))).isTimed()).isFalse();
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.jsonl");

        assertThatThrownBy(() -> TapeHead.of(missing.toString()))
                .isInstanceOf(TapeException.class)
                .hasMessage("There is no file " + missing);
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> TapeHead.of(folder.toString()))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void anotherKindOfFileIsNoTape() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "time,price\n1,2\n");

        assertThatThrownBy(() -> TapeHead.of(csv.toString()))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("a.csv is no tape, it begins 'time,price'");
    }

    @Test
    void receiveTimesInAnotherUnitAreNotMistakenForNanoseconds() throws IOException {
        Path tape =
                Files.writeString(folder.resolve("a"), "1790000001000 {\"channel\":\"pong\"}\n");

        assertThatThrownBy(() -> TapeHead.of(tape.toString()))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("nanoseconds");
    }

    @Test
    void aFileThatIsDamagedFromTheStartIsSaidToBe() throws IOException {
        Path tape = Files.write(folder.resolve("a.gz"), new byte[] {0x1F, (byte) 0x8B, 8});

        assertThatThrownBy(() -> TapeHead.of(tape.toString()))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("damaged");
    }
}
