package dev.candlewick.job.command;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What this process may use, judged before a run begins: with too little it would end in the middle
 * of something.
 *
 * @param heapBytes at most
 * @param openFiles at most, where the operating system says so
 */
record ProcessLimits(long heapBytes, OptionalLong openFiles) {

    private static final long MB = 1 << 20;
    private static final long LEAST_HEAP = 192 * MB;
    private static final long LEAST_OPEN_FILES = 512;

    static ProcessLimits current() {
        return new ProcessLimits(
                Runtime.getRuntime().maxMemory(),
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof UnixOperatingSystemMXBean unix
                        ? OptionalLong.of(unix.getMaxFileDescriptorCount())
                        : OptionalLong.empty());
    }

    /** A line for each that does not suffice. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (heapBytes < LEAST_HEAP) {
            problems.add(
                    String.format(
                                    Locale.ROOT,
                                    "Java may use %d MB of memory, and a run takes %d MB at least; set",
                                    heapBytes / MB,
                                    LEAST_HEAP / MB)
                            + " CANDLEWICK_JAVA_OPTS=-Xmx512m or more");
        }
        if (openFiles.isPresent() && openFiles.getAsLong() < LEAST_OPEN_FILES) {
            problems.add(
                    String.format(
                                    Locale.ROOT,
                                    "this process may open %d files, and a run takes %d at least; raise it with",
                                    openFiles.getAsLong(),
                                    LEAST_OPEN_FILES)
                            + " ulimit -n, or LimitNOFILE of a systemd unit");
        }
        return problems;
    }
}
