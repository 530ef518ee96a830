package dev.candlewick.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process has taken so far (Linux). */
record ProcessUse(double cpuSeconds, double writtenMegabytes, long peakMegabytes) {

    static ProcessUse of(long pid) throws IOException {
        String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ");
        double ticks = Long.parseLong(stat[13]) + Long.parseLong(stat[14]);
        long written =
                number(pid, "io", "write_bytes") - number(pid, "io", "cancelled_write_bytes");
        return new ProcessUse(ticks / 100, written / 1e6, number(pid, "status", "VmHWM") / 1_024);
    }

    ProcessUse since(ProcessUse earlier) {
        return new ProcessUse(
                cpuSeconds - earlier.cpuSeconds,
                writtenMegabytes - earlier.writtenMegabytes,
                peakMegabytes);
    }

    private static long number(long pid, String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/" + file))) {
            return lines.filter(line -> line.startsWith(key + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0L);
        }
    }
}
