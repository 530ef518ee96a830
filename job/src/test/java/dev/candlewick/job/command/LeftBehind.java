package dev.candlewick.job.command;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;

/** What a stopped run of the last released form of state left: its savepoint and its lake. */
final class LeftBehind {

    private static final Path FILE = Path.of("src/test/resources/savepoints/0.1.zip");

    private LeftBehind() {}

    static void unpackTo(Path folder) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(FILE)) {
            copy(zip.getPath("/"), folder);
        }
    }

    static void packFrom(Path folder) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.deleteIfExists(FILE);
        try (FileSystem zip = FileSystems.newFileSystem(FILE, Map.of("create", "true"))) {
            copy(savepoint(folder), zip.getPath("/checkpoints/savepoint"));
            copy(folder.resolve("lake"), zip.getPath("/lake"));
        }
    }

    /** As if an earlier version had had no such operators. */
    static void forget(Path folder, String... uids) throws IOException {
        Path file = savepoint(folder).resolve("_metadata");
        CheckpointMetadata all = read(file);
        Set<OperatorID> forgotten =
                Stream.of(uids).map(LeftBehind::operator).collect(Collectors.toSet());
        List<OperatorState> others =
                all.getOperatorStates().stream()
                        .filter(state -> !forgotten.contains(state.getOperatorID()))
                        .toList();
        if (others.size() != all.getOperatorStates().size() - uids.length) {
            throw new IllegalArgumentException("not all of them have state: " + List.of(uids));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(all.getCheckpointId(), others, all.getMasterStates()),
                    out);
        }
    }

    private static CheckpointMetadata read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return Checkpoints.loadCheckpointMetadata(
                    in, LeftBehind.class.getClassLoader(), file.getParent().toUri().toString());
        }
    }

    private static OperatorID operator(String uid) {
        return new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    }

    private static Path savepoint(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("checkpoints"))) {
            return found.filter(path -> path.getFileName().toString().startsWith("savepoint"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path copied = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied);
        }
    }
}
