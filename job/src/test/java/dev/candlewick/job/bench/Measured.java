package dev.candlewick.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process took from its start to its end, measured from outside.
 *
 * @param cpuSeconds of the user and of the system, children included
 * @param peakMegabytes of resident memory; 0 where the system does not tell
 */
record Measured(double wallSeconds, double cpuSeconds, long peakMegabytes) {

    private static final long POLL_MILLIS = 50;

    /** Runs a command to its end. */
    static Measured run(List<String> command, Path log) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("bash", "-c"));
        timed.add("TIMEFORMAT='%R %U %S'; time \"$@\" > \"$0\" 2>&1");
        timed.add(log.toString());
        timed.addAll(command);
        Path times = Files.createTempFile(log.toAbsolutePath().getParent(), "times", ".txt");
        Process process = new ProcessBuilder(timed).redirectError(times.toFile()).start();
        long peak = 0;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakKilobytes(process));
        }
        if (process.exitValue() != 0) {
            throw new IOException("%s failed: see %s".formatted(String.join(" ", command), log));
        }
        String[] seconds = Files.readString(times).strip().split(" ");
        Files.delete(times);
        return new Measured(
                Double.parseDouble(seconds[0]),
                Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]),
                peak / 1_024);
    }

    private static long peakKilobytes(Process process) {
        return process.descendants().mapToLong(one -> peakKilobytes(one.pid())).max().orElse(0);
    }

    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            Optional<String> peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst();
            return peak.map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElse(0L);
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }
}
