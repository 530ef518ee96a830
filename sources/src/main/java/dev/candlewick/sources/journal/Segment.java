package dev.candlewick.sources.journal;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.recording.RecordedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One file of a lane.
 *
 * @param start where in the lane it begins
 * @param end where it ended when this was looked up
 */
record Segment(Path file, long lane, long start, long end) {

    private static final String SUFFIX = ".jsonl";

    static String nameOf(long start) {
        return String.format(Locale.ROOT, "%016d%s", start, SUFFIX);
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

    /** The same without what lies after some place of the lane. */
    Segment endingAt(long offset) {
        return new Segment(file, lane, start, Math.max(start, Math.min(end, offset)));
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
    Optional<FeedSignal.Recording> head() throws IOException {
        try (SegmentLines lines = new SegmentLines(file, 0)) {
            byte[] line = lines.next();
            RecordedLine first = line == null ? null : RecordedLine.parse(line);
            return first != null
                            && first.isControl()
                            && first.signal("journal", 0) instanceof FeedSignal.Recording head
                    ? Optional.of(head)
                    : Optional.empty();
        }
    }
}
