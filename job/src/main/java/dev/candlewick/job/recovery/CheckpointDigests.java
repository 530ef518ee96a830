package dev.candlewick.job.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A checksum of each file of each local checkpoint: Flink's own format has none, and a flipped byte
 * of a state is another value. They lie beside the checkpoints, since Flink removes the folder of
 * one only when it is empty.
 */
public final class CheckpointDigests {

    private static final String FOLDER = ".checksums";
    private static final String METADATA = "_metadata";

    private final Path checkpoints;
    private final Path folder;

    /** Of all checkpoints below a folder, which need not be there. */
    public CheckpointDigests(Path checkpoints) {
        this.checkpoints = checkpoints.toAbsolutePath().normalize();
        this.folder = this.checkpoints.resolve(FOLDER);
    }

    /** Takes those of checkpoints that have completed, and forgets those that are gone. */
    public void update() throws IOException {
        Map<String, Path> completed = new HashMap<>();
        for (Path checkpoint : completed()) {
            completed.put(nameOf(checkpoint), checkpoint);
        }
        if (completed.isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        for (Path known : list(folder)) {
            if (completed.remove(known.getFileName().toString()) == null) {
                Files.deleteIfExists(known);
            }
        }
        for (Map.Entry<String, Path> each : completed.entrySet()) {
            take(each.getKey(), each.getValue());
        }
    }

    private void take(String name, Path checkpoint) throws IOException {
        try {
            List<String> lines =
                    of(checkpoint).entrySet().stream()
                            .map(file -> file.getValue() + " " + file.getKey())
                            .toList();
            Path unfinished = folder.resolve(name + ".tmp");
            Files.write(unfinished, lines, UTF_8);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Flink has removed it meanwhile: it holds newer ones.
        }
    }

    /** Which file differs from what was written, if that is known. */
    public Optional<String> whyDamaged(Path checkpoint) throws IOException {
        Path known = folder.resolve(nameOf(checkpoint.toAbsolutePath().normalize()));
        if (!Files.exists(known)) {
            return Optional.empty();
        }
        Map<String, String> now = of(checkpoint);
        for (String line : Files.readAllLines(known, UTF_8)) {
            String[] parts = line.split(" ", 2);
            String found = now.get(parts[1]);
            if (found == null) {
                return Optional.of("its file " + parts[1] + " is gone");
            }
            if (!found.equals(parts[0])) {
                return Optional.of("its file " + parts[1] + " is not what was written");
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> of(Path checkpoint) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Path file : list(checkpoint)) {
            if (Files.isRegularFile(file)) {
                digests.put(file.getFileName().toString(), digest(file));
            }
        }
        return digests;
    }

    private static String digest(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
            long size = in.transferTo(java.io.OutputStream.nullOutputStream());
            return Long.toHexString(sum.getValue()) + "-" + size;
        }
    }

    /** As far down as a run looks for one to go on from. */
    private List<Path> completed() throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(checkpoints, 3)) {
            return all.filter(file -> file.getFileName().toString().equals(METADATA))
                    .map(Path::getParent)
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            return List.of(); // removed while it was listed; the next look finds the others
        }
    }

    private String nameOf(Path checkpoint) {
        return checkpoints.relativize(checkpoint).toString().replace('/', '~').replace('\\', '~');
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
