package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that does not end by itself when it is asked to. A shell that ignores a signal, as
 * below {@code nohup}, passes that on, and then the process never gets it.
 */
class StopSignalTest {

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void theSecondSignalEndsTheProcessAtOnce(String signal, int exitCode) throws Exception {
        Process process =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Waiting.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            BufferedReader output = process.inputReader();
            assertThat(nextLine(output)).isEqualTo("ready");
            send(signal, process);
            assertThat(nextLine(output)).isEqualTo("asked to stop");
            long second = System.nanoTime();
            send(signal, process);

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(exitCode);
            assertThat(System.nanoTime() - second).isLessThan(StopSignal.ENDS_WITHIN.toNanos());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Does not wait for ever, as the reader itself would whatever interrupts it. */
    private static String nextLine(BufferedReader output) throws Exception {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return output.readLine();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                .get(30, TimeUnit.SECONDS);
    }

    private static void send(String signal, Process process)
            throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    }

    /** Says when it was asked, and goes on. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws InterruptedException {
            StopSignal stop = StopSignal.installed();
            System.out.println("ready");
            while (!stop.isRequested()) {
                Thread.onSpinWait();
            }
            System.out.println("asked to stop");
            new CountDownLatch(1).await();
        }
    }
}
