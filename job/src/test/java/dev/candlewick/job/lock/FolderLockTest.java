package dev.candlewick.job.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place has one holder, who is named, also by another path and after a look at it. */
class FolderLockTest {

    private static final Holder FIRST = Holder.current("candlewick live", Instant.EPOCH);
    private static final Holder SECOND = Holder.current("candlewick replay", Instant.EPOCH);

    @TempDir private Path folder;

    @Test
    void theHolderIsNamedUntilItLetsGo() throws Exception {
        Path file = folder.resolve("lake/.candlewick.lock");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("lake"));
        try (FolderLock held = FolderLock.take(file, FIRST)) {
            assertThat(held).isNotNull();
            assertThat(FolderLock.holder(file)).contains(FIRST);
            assertThatThrownBy(() -> FolderLock.take(link.resolve(".candlewick.lock"), SECOND))
                    .isInstanceOf(HeldException.class)
                    .hasMessage(FIRST.toString());
        }

        assertThat(FolderLock.holder(file)).isEmpty();
        FolderLock.take(file, SECOND).close();
        assertThat(Files.readString(file)).isEqualTo(SECOND + "\n");
    }
}
