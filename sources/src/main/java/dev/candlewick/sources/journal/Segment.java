package dev.candlewick.sources.journal;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.MessageDecoder;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import dev.candlewick.sources.tape.TapeLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of a lane.
 *
 * @param start where in the lane it begins
 * @param end where it ended when this was looked up
 */
record Segment(Path file, long lane, long start, long end) {

    private static final String SUFFIX = ".jsonl";
    private static final MessageDecoder DECODER =
            new MessageDecoder("journal", Origin.TAPE, new ValidationRules(BigDecimal.ONE, true));

    static String nameOf(long start) {
        return "%016d%s".formatted(start, SUFFIX);
    }

    /** Empty for any other file, and for one that is gone. */
    static Optional<Segment> of(Path file, long lane) throws IOException {
        String name = file.getFileName().toString();
        if (!name.matches("\\d{16}\\.jsonl")) {
            return Optional.empty();
        }
        long start = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        try {
            return Optional.of(new Segment(file, lane, start, start + Files.size(file)));
        } catch (NoSuchFileException droppedMeanwhile) {
            return Optional.empty();
        }
    }

    JournalPosition first() {
        return new JournalPosition(lane, start);
    }

    JournalPosition last() {
        return new JournalPosition(lane, end);
    }

    long bytes() {
        return end - start;
    }

    /** What it belongs to; empty if its first line was never written whole. */
    Optional<Message.Recording> head() throws IOException {
        try (SegmentLines lines = new SegmentLines(file, 0)) {
            byte[] line = lines.next();
            TapeLine first = line == null ? null : TapeLine.parse(line);
            return first != null && first.isControl() ? recording(first) : Optional.empty();
        }
    }

    private static Optional<Message.Recording> recording(TapeLine line) {
        return DECODER.decode(line.frame(), line.receivedAt()).stream()
                .filter(Message.Recording.class::isInstance)
                .map(Message.Recording.class::cast)
                .findFirst();
    }
}
