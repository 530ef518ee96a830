package dev.candlewick.sources.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frames of a recording, one after the other. */
class RecordingFileTest {

    @Test
    void framesAreWholeHoweverManyBlankLinesLieBetweenThem(@TempDir Path folder) throws Exception {
        List<String> frames = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            frames.add("{\"channel\":\"%d\"}".formatted(i).repeat(1 + i));
            text.append(frames.get(i)).append("\n".repeat(i % 7 == 0 ? 300_000 : 1));
        }
        Path path = Files.writeString(folder.resolve("frames.jsonl"), text);

        List<String> read = new ArrayList<>();
        RecordingHead head = RecordingHead.of(path.toString());
        try (RecordingFile file = new RecordingFile(0, head, bytes -> {})) {
            for (RecordedLine line = file.next(); line != null; line = file.next()) {
                read.add(new String(line.frame(), StandardCharsets.UTF_8));
            }
        }

        assertThat(read).isEqualTo(frames);
    }
}
