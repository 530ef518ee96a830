package dev.candlewick.job.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time writes a lake in an object store, and a killed one does not block the next. */
class StoreLeaseTest {

    private static final StoreLease.Terms TERMS =
            new StoreLease.Terms(
                    Duration.ofHours(1), Duration.ofSeconds(20), Duration.ofSeconds(1));
    private static final Holder OURS = new Holder("candlewick live", 1, "box-a", Instant.EPOCH);
    private static final Holder OTHER = new Holder("candlewick live", 7, "box-b", Instant.EPOCH);

    @TempDir private Path folder;
    private Path file;
    private org.apache.flink.core.fs.Path lease;

    @BeforeEach
    void name() {
        file = folder.resolve(".candlewick.lease");
        lease = new org.apache.flink.core.fs.Path("file:" + file);
    }

    @Test
    void aRunThatRenewsItsLeaseKeepsOthersAway() throws Exception {
        write("other", 1, OTHER);
        AtomicInteger looks = new AtomicInteger(1);

        assertThatThrownBy(
                        () ->
                                StoreLease.take(
                                        lease,
                                        OURS,
                                        TERMS,
                                        pause -> write("other", looks.incrementAndGet(), OTHER)))
                .isInstanceOf(HeldException.class)
                .hasMessage("candlewick live, process 7 on box-b since 1970-01-01T00:00:00Z");
        assertThat(Files.readString(file)).startsWith("other");
    }

    @Test
    void aLeaseThatStandsStillIsTakenOver() throws Exception {
        write("other", 1, OTHER);
        AtomicInteger pauses = new AtomicInteger();

        try (StoreLease taken =
                StoreLease.take(lease, OURS, TERMS, pause -> pauses.incrementAndGet() > 0)) {
            assertThat(taken).isNotNull();
            assertThat(Files.readString(file)).endsWith(OURS + "\n");
        }
        assertThat(pauses).hasValue(20);
        assertThat(file).doesNotExist();
    }

    @Test
    void aLeaseOfAProcessThatEndedHereIsTakenAtOnce() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Holder killed = Holder.current("candlewick live", Instant.EPOCH);
        write(
                "killed",
                1,
                new Holder(killed.command(), ended.pid(), killed.host(), killed.since()));

        StoreLease.take(lease, OURS, TERMS, pause -> false).close();

        assertThat(file).doesNotExist();
    }

    private boolean write(String id, int renewed, Holder holder) {
        try {
            Files.writeString(file, "%s\n%d\n%s\n".formatted(id, renewed, holder));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
