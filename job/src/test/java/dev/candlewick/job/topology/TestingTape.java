package dev.candlewick.job.topology;

import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Writes tape files. */
final class TestingTape {
    private TestingTape() {}

    /** The tape that ships with the simulator, as a file. */
    static Path recorded(Path folder) throws IOException {
        return write(Tape.recorded(), folder);
    }

    /** Its first minutes. */
    static Path beginning(Path folder, Duration length) throws IOException {
        Tape recorded = Tape.recorded();
        Instant from = recorded.firstTime();
        return write(recorded.cut(from, from.plus(length)), folder);
    }

    private static Path write(Tape tape, Path folder) throws IOException {
        Path file = folder.resolve("recorded.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            tape.write(out);
        }
        return file;
    }

    /** The raw trades of another exchange, a frame each, as its collector received them. */
    static Path spot(Path folder) throws IOException {
        List<String> frames =
                ExpectedBar.lines("/oracle/spot_BTCUSDT_trades.csv.gz").stream()
                        .skip(1)
                        .map(TestingTape::frame)
                        .toList();
        return Files.write(folder.resolve("spot.jsonl"), frames);
    }

    private static String frame(String row) {
        String[] cells = row.split(",", -1);
        return Stream.of(
                        "%s {'channel':'trades','data':[{'coin':'BTCUSDT','side':'%s','px':'%s',",
                        "'sz':'%s','time':%s,'hash':'0x0','tid':%s}]}")
                .reduce("", String::concat)
                .replace('\'', '"')
                .formatted(cells[5], cells[4], cells[2], cells[3], cells[1], cells[0]);
    }
}
