package dev.candlewick.sources.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The folder of what one attempt of one reader has received. */
record Lane(Path folder, long number) {

    static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String CHECKPOINTED = "checkpointed";
    private static final String TAPES = "tapes";

    /** Throws {@link java.nio.file.FileAlreadyExistsException} if somebody has that number. */
    static Lane create(Path journal, long number) throws IOException {
        Path folder = journal.resolve(NAME.format(Instant.ofEpochMilli(number)));
        return new Lane(Files.createDirectory(folder), number);
    }

    /** Empty for a folder that is no lane. */
    static Optional<Lane> of(Path folder) {
        try {
            Instant number = NAME.parse(folder.getFileName().toString(), Instant::from);
            return Files.isDirectory(folder)
                    ? Optional.of(new Lane(folder, number.toEpochMilli()))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    /** Whether its writer lives. */
    boolean isAlive() throws IOException {
        return LaneLock.isTaken(lockFile());
    }

    /** In their order; none of a lane that is gone. */
    List<Segment> segments() throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Segment.of(file, number).ifPresent(segments::add);
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return List.of();
        }
        segments.sort(Comparator.comparingLong(Segment::start));
        return segments;
    }

    /** How far a completed checkpoint has come; empty if none has. */
    Optional<Checkpointed> checkpointed() throws IOException {
        Path file = folder.resolve(CHECKPOINTED);
        return Files.exists(file)
                ? Optional.of(Checkpointed.parse(Files.readAllLines(file)))
                : Optional.empty();
    }

    void checkpointed(Checkpointed checkpointed) throws IOException {
        Path written = folder.resolve(CHECKPOINTED + ".new");
        Files.write(written, checkpointed.lines());
        Files.move(written, folder.resolve(CHECKPOINTED), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where its segments are kept as tapes; empty if nowhere. */
    Optional<Path> tapes() throws IOException {
        Path file = folder.resolve(TAPES);
        return Files.exists(file)
                ? Optional.of(Path.of(Files.readString(file).strip()))
                : Optional.empty();
    }

    /** Written down, so that whoever finds the lane of a killed process can finish its work. */
    void keepTapesIn(Path tapes) throws IOException {
        Files.writeString(folder.resolve(TAPES), tapes + "\n");
    }

    void delete() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return;
        }
        Files.deleteIfExists(folder);
    }
}
