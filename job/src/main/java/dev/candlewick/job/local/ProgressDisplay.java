package dev.candlewick.job.local;

import java.io.PrintStream;
import java.time.Duration;

/** Shows progress: one line kept up to date on a terminal, else a new line every few seconds. */
public final class ProgressDisplay {

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration IN_FILE = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private Progress shown = Progress.NONE;
    private boolean lineIsOpen;

    public ProgressDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether enough time has passed since the last line. */
    boolean isDue(Duration elapsed) {
        return elapsed.minus(shown.elapsed()).compareTo(terminal ? ON_TERMINAL : IN_FILE) >= 0;
    }

    void show(Progress progress) {
        String line = progress.lineSince(shown);
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
            lineIsOpen = true;
        } else {
            out.println(line);
        }
        shown = progress;
    }

    /** A line that stays. */
    public void say(String line) {
        if (lineIsOpen) {
            out.print(CLEAR_LINE);
            lineIsOpen = false;
        }
        out.println(line);
    }

    /** Leaves the last line as it is. */
    void end() {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
    }
}
