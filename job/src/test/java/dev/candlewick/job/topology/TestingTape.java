package dev.candlewick.job.topology;

import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes tape files. */
final class TestingTape {
    private TestingTape() {}

    /** The tape that ships with the simulator, as a file. */
    static Path recorded(Path folder) throws IOException {
        Path file = folder.resolve("recorded.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            Tape.recorded().write(out);
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
