package dev.candlewick.job.settings;

import java.nio.file.Path;

/** Where a value came from, as people are told: {@code candlewick.yaml:7}. */
public record Origin(String text) {

    static final Origin DEFAULT = new Origin("default");
    static final Origin SET = new Origin("--set");

    static Origin line(Path file, int line) {
        return new Origin(file + ":" + line);
    }

    static Origin environment(String variable) {
        return new Origin("environment " + variable);
    }

    static Origin command(String command) {
        return new Origin(command);
    }

    @Override
    public String toString() {
        return text;
    }
}
