package dev.candlewick.job.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.simulator.Tape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The recorded market without its reconnect, again and again without a pause, each trade once. */
final class LongTape {

    private static final Instant START = Instant.parse("2025-09-04T20:00:00Z");
    private static final Duration ROUND = Duration.ofMinutes(20);
    private static final Pattern TIME = Pattern.compile("\"time\":(\\d+)");
    private static final Pattern TRADE_ID = Pattern.compile("\"tid\":(\\d+)");

    private LongTape() {}

    static Tape of(Duration duration) throws IOException {
        List<String> lines = lines(Tape.recorded().cut(START, START.plus(ROUND)));
        String firstTime = lines.get(0).split(" ", 2)[0];
        // A tape begins with what was traded before; a round that follows another does not.
        List<String> news = lines.stream().filter(line -> !line.startsWith(firstTime)).toList();
        StringBuilder all = new StringBuilder(String.join("\n", lines)).append('\n');
        for (long round = 1; round * ROUND.toSeconds() < duration.toSeconds(); round++) {
            for (String line : news) {
                all.append(shifted(line, round)).append('\n');
            }
        }
        return Tape.read(new ByteArrayInputStream(all.toString().getBytes(UTF_8)))
                .cut(START, START.plus(duration));
    }

    private static List<String> lines(Tape tape) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        tape.write(text);
        return text.toString(UTF_8).lines().toList();
    }

    private static String shifted(String line, long round) {
        long millis = round * ROUND.toMillis();
        String[] parts = line.split(" ", 2);
        String times =
                TIME.matcher(parts[1])
                        .replaceAll(time -> "\"time\":" + (Long.parseLong(time.group(1)) + millis));
        return Long.parseLong(parts[0])
                + millis * 1_000_000
                + " "
                + TRADE_ID.matcher(times)
                        .replaceAll(
                                id -> "\"tid\":" + (Long.parseLong(id.group(1)) ^ (round << 50)));
    }
}
