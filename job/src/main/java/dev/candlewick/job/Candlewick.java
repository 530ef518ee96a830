package dev.candlewick.job;

import dev.candlewick.job.command.CandlewickCommand;
import dev.candlewick.job.command.Shell;
import java.util.Arrays;

/** The entry point, of the launcher and of a job that is submitted to a cluster. */
public final class Candlewick {

    private Candlewick() {}

    /**
     * Runs one command.
     *
     * @throws IllegalStateException if it fails inside of somebody else's process: a cluster that
     *     runs this method must not be ended with it
     */
    public static void main(String[] arguments) {
        Shell shell = Shell.ofProcess();
        int exitCode = CandlewickCommand.run(shell, arguments);
        if (shell.ownsProcess()) {
            System.exit(exitCode);
        }
        if (exitCode != 0) {
            throw new IllegalStateException(
                    "candlewick %s ended with exit code %d; its lines above say why"
                            .formatted(Arrays.toString(arguments), exitCode));
        }
    }
}
