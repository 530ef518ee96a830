package dev.candlewick.job.recovery;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/** Reads a checkpoint as a restore would: its metadata, and every state that this names. */
final class CheckpointCheck {

    private CheckpointCheck() {}

    /** Empty if all of it can be read and is as long as it should be. */
    static Optional<String> whyUnreadable(Path checkpoint) {
        Path metadata = new Path(checkpoint, "_metadata");
        try {
            for (StreamStateHandle state : states(read(metadata))) {
                long size = sizeOf(state);
                if (size != state.getStateSize()) {
                    return Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "a state of it has %d of %d bytes",
                                    size,
                                    state.getStateSize()));
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            return Optional.of(reason(e));
        }
    }

    private static String reason(Throwable problem) {
        String message = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return "it cannot be read (%s: %s)"
                .formatted(problem.getClass().getSimpleName(), message.strip());
    }

    private static CheckpointMetadata read(Path metadata) throws IOException {
        try (DataInputStream in = new DataInputStream(metadata.getFileSystem().open(metadata))) {
            return Checkpoints.loadCheckpointMetadata(
                    in, CheckpointCheck.class.getClassLoader(), metadata.getParent().toString());
        }
    }

    private static long sizeOf(StreamStateHandle state) throws IOException {
        try (InputStream in = state.openInputStream()) {
            long size = 0;
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
            }
            return size;
        }
    }

    private static List<StreamStateHandle> states(CheckpointMetadata metadata) {
        List<StreamStateHandle> states = new ArrayList<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            Optional.ofNullable(operator.getCoordinatorState()).ifPresent(states::add);
            for (OperatorSubtaskState subtask : operator.getStates()) {
                addOperatorStates(subtask.getManagedOperatorState(), states);
                addOperatorStates(subtask.getRawOperatorState(), states);
                addKeyedStates(subtask.getManagedKeyedState(), states);
                addKeyedStates(subtask.getRawKeyedState(), states);
            }
        }
        return states;
    }

    private static void addOperatorStates(
            Collection<OperatorStateHandle> handles, List<StreamStateHandle> states) {
        handles.stream().map(OperatorStateHandle::getDelegateStateHandle).forEach(states::add);
    }

    private static void addKeyedStates(
            Collection<KeyedStateHandle> handles, List<StreamStateHandle> states) {
        for (KeyedStateHandle handle : handles) {
            if (handle instanceof KeyGroupsStateHandle groups) {
                states.add(groups.getDelegateStateHandle());
            } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
                states.add(incremental.getMetaDataStateHandle());
                incremental.getSharedState().forEach(file -> states.add(file.getHandle()));
                incremental.getPrivateState().forEach(file -> states.add(file.getHandle()));
            }
        }
    }
}
