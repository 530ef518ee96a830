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
import java.util.Locale;
import java.util.Optional;

/** The folder of what one attempt of one reader has received. */
record Lane(Path folder, long number) {

    static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String CHECKPOINTED = "checkpointed";
    private static final String TAPES = "tapes";
    private static final String RESTORING = "restoring";

    /** Throws {@link java.nio.file.FileAlreadyExistsException} if the number is taken. */
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

    /**
     * Whether its writer is gone. A writer locks its lane before it begins the first segment, so
     * that a lane without any may be one that is about to be locked.
     */
    boolean isFinished() throws IOException {
        return !segments().isEmpty() && !isAlive();
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

    /** Written down, so that a later process can finish the work of a killed one. */
    void keepTapesIn(Path tapes) throws IOException {
        Files.writeString(folder.resolve(TAPES), tapes + "\n");
    }

    /** Whether its reader may still need lanes that are no longer written. */
    boolean isRestoring() {
        return Files.exists(folder.resolve(RESTORING));
    }

    void restoring(boolean is) throws IOException {
        Path file = folder.resolve(RESTORING);
        if (is) {
            Files.write(file, new byte[0]);
        } else {
            Files.deleteIfExists(file);
        }
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
