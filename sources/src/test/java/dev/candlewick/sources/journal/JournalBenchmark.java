package dev.candlewick.sources.journal;

import dev.candlewick.sources.recording.RecordedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What journalling costs, by policy and by how many frames wait for a write. No test: run its main
 * from the test classpath, with the folder of the disk in question.
 */
final class JournalBenchmark {

    private static final int FRAME_BYTES = 600;
    private static final long NANOS = 3_000_000_000L;

    private JournalBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        for (int round = 1; round <= 2; round++) {
            for (int batch : new int[] {1, 10, 500}) {
                run("off", null, batch, null);
                for (FsyncPolicy policy : FsyncPolicy.values()) {
                    run(policy.name(), policy, batch, Path.of(arguments[0]));
                }
            }
        }
    }

    private static void run(String name, FsyncPolicy policy, int batch, Path parent)
            throws IOException {
        byte[] frame = frame();
        long frames = 0;
        long started = System.nanoTime();
        try (TestingJournal journal = policy == null ? null : journal(policy, parent)) {
            while (System.nanoTime() - started < NANOS) {
                List<byte[]> lines = new ArrayList<>(batch);
                for (int n = 0; n < batch; n++) {
                    lines.add(RecordedLine.ofFrame(TestingJournal.NOW, frame));
                }
                if (journal != null) {
                    long now = TestingJournal.NOW + (System.nanoTime() - started) / 1_000;
                    journal.journal.append(lines, now);
                    journal.journal.syncIfDue(now);
                }
                frames += batch;
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-12s batches of %3d: %,12.0f frames/s%n",
                name,
                batch,
                frames / seconds);
    }

    private static TestingJournal journal(FsyncPolicy policy, Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "journal-benchmark");
        return new TestingJournal(JournalSettings.of(folder.toString(), 256L << 20, policy))
                .carrying("BTC");
    }

    private static byte[] frame() {
        byte[] frame = new byte[FRAME_BYTES];
        Random random = new Random(1);
        for (int n = 0; n < frame.length; n++) {
            frame[n] = (byte) (' ' + random.nextInt(90));
        }
        return frame;
    }
}
