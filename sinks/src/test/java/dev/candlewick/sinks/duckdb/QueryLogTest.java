package dev.candlewick.sinks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryLogTest {

    @TempDir private Path folder;
    private QueryLog log;

    @BeforeEach
    void of() {
        log = QueryLog.of(folder.resolve("hot.duckdb"));
    }

    @Test
    void eachQueryIsTakenOnce() throws Exception {
        Files.createDirectory(log.file().getParent());
        log.add(12);
        log.add(34);

        assertThat(log.take()).containsExactly(12L, 34L);
        assertThat(log.take()).isEmpty();
        log.add(56);
        assertThat(log.take()).containsExactly(56L);
        assertThat(log.file().getParent()).isEmptyDirectory();
    }

    @Test
    void aStoreThatNoJobHasWrittenIsLeftAlone() {
        log.add(12);

        assertThat(folder).isEmptyDirectory();
        assertThat(log.take()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsPassedOver() throws Exception {
        Files.createDirectory(log.file().getParent());
        Files.writeString(log.file(), "12\nhal\n\n34\n-1\n");

        assertThat(log.take()).containsExactly(12L, 34L);
    }
}
