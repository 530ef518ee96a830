package dev.candlewick.job.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The wall clocks of processes, which can be set while they run: by Debian's {@code faketime}. */
public final class ProcessClocks {
    private static final Path LIBRARY =
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    private final Path folder;

    public ProcessClocks(Path folder) {
        assertThat(LIBRARY).as("Debian's faketime is needed").exists();
        this.folder = folder;
    }

    /** What a process is started with, besides, so that its clock can be set. */
    public Map<String, String> environment(String process) throws IOException {
        if (!Files.exists(file(process))) {
            set(process, 0);
        }
        // Without the last one, waits by the monotonic clock return at once, again and again.
        return Map.of(
                "LD_PRELOAD",
                LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file(process).toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** So many seconds ahead of the machine's clock, within a second. */
    public void set(String process, int seconds) throws IOException {
        Path next = Files.writeString(folder.resolve("next-clock"), "%+d".formatted(seconds));
        Files.move(next, file(process), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String process) {
        return folder.resolve(process + ".clock");
    }
}
