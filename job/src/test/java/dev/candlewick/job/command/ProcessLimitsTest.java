package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Too little memory or too few open files are told before a run begins, not by its death. */
class ProcessLimitsTest {

    private static final long MB = 1 << 20;

    @Test
    void bothAreReportedWithWhatToDo() {
        assertThat(new ProcessLimits(56 * MB, OptionalLong.of(85)).problems())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("Java may use 56 MB") && line.contains("-Xmx"))
                .anyMatch(line -> line.contains("may open 85 files") && line.contains("ulimit"));
    }

    @Test
    void whatSufficesIsNotMentioned() {
        assertThat(new ProcessLimits(512 * MB, OptionalLong.of(1024)).problems()).isEmpty();
        assertThat(new ProcessLimits(512 * MB, OptionalLong.empty()).problems()).isEmpty();
        assertThat(ProcessLimits.current().problems()).isEmpty();
    }
}
