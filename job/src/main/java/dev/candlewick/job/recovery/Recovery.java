package dev.candlewick.job.recovery;

import dev.candlewick.job.local.LastCheckpoint;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.core.fs.Path;

/** Picks the checkpoint to go on from, and says which ones it leaves out. */
public final class Recovery {

    private final Deque<Path> left;
    private final Optional<CheckpointDigests> digests;
    private final Consumer<String> say;
    private final int all;

    private Recovery(Deque<Path> left, Optional<CheckpointDigests> digests, Consumer<String> say) {
        this.left = left;
        this.digests = digests;
        this.say = say;
        this.all = left.size();
    }

    /**
     * Looks at what lies below a folder of any of Flink's file systems.
     *
     * @param digests what is known of their content, if they are local
     * @param say takes a line for each checkpoint that cannot be used
     */
    public static Recovery below(
            Path folder, Optional<CheckpointDigests> digests, Consumer<String> say)
            throws IOException {
        return new Recovery(new ArrayDeque<>(LastCheckpoint.allBelow(folder)), digests, say);
    }

    /** How many there are, whether or not they can be read. */
    public int count() {
        return all;
    }

    /** The newest one that has not been taken yet and can be read. */
    public Optional<Path> next() throws IOException {
        while (!left.isEmpty()) {
            Path checkpoint = left.removeFirst();
            Optional<String> why = whyUnusable(checkpoint);
            if (why.isEmpty()) {
                return Optional.of(checkpoint);
            }
            say.accept("Skipped the checkpoint %s: %s".formatted(checkpoint, why.get()));
        }
        return Optional.empty();
    }

    private Optional<String> whyUnusable(Path checkpoint) throws IOException {
        Optional<String> why = Optional.empty();
        if (digests.isPresent()) {
            why = digests.get().whyDamaged(java.nio.file.Path.of(checkpoint.toUri().getPath()));
        }
        return why.isPresent() ? why : CheckpointCheck.whyUnreadable(checkpoint);
    }
}
