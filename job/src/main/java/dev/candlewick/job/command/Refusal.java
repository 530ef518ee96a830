package dev.candlewick.job.command;

import java.util.List;

/** A command that ends with lines for people instead of a stack trace. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient List<String> lines;

    private Refusal(int exitCode, List<String> lines) {
        super(String.join("\n", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    /** Bad usage or configuration: trying again will not help. */
    static Refusal usage(List<String> lines) {
        return new Refusal(2, lines);
    }

    /** It failed while running, or because of something that may pass. */
    static Refusal failure(String line) {
        return failure(List.of(line));
    }

    /** As {@link #failure(String)}, with a line for each problem. */
    static Refusal failure(List<String> lines) {
        return new Refusal(1, lines);
    }

    /** With an exit code that means something to shells. */
    static Refusal withCode(int exitCode, String line) {
        return new Refusal(exitCode, List.of(line));
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
