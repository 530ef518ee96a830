package dev.candlewick.job;

import dev.candlewick.job.command.CandlewickCommand;
import dev.candlewick.job.command.Shell;
import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;

/** The entry point, of the launcher and of a job that is submitted to a cluster. */
public final class Candlewick {

    private Candlewick() {}

    /**
     * Runs one command.
     *
     * @throws IllegalStateException if it fails inside another process: a cluster that runs this
     *     method must not be ended with it
     */
    public static void main(String[] arguments) {
        ignoreZoneAndLocale();
        Shell shell = Shell.ofProcess();
        int exitCode = run(shell, arguments);
        if (shell.ownsProcess()) {
            System.exit(exitCode);
        }
        if (exitCode != 0) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "candlewick %s ended with exit code %d; its lines above say why",
                            Arrays.toString(arguments),
                            exitCode));
        }
    }

    /**
     * For what libraries make of times and numbers: DuckDB's driver asks the machine for its zone,
     * and is wrong where clocks change. Our own code names zone and locale wherever it matters,
     * since the task managers of a cluster do not come by here.
     */
    private static void ignoreZoneAndLocale() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.ROOT);
    }

    /** A process of ours whose main thread has died ends, whatever other threads it has. */
    private static int run(Shell shell, String[] arguments) {
        try {
            return CandlewickCommand.run(shell, arguments);
        } catch (Error e) {
            if (!shell.ownsProcess()) {
                throw e;
            }
            shell.err()
                    .println(
                            "candlewick: Java failed: %s; give it more memory (-Xmx) or open files"
                                    .formatted(e));
            Runtime.getRuntime().halt(1);
            return 1;
        }
    }
}
