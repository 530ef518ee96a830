package dev.candlewick.job.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Everything wrong with the settings, together. */
public final class InvalidSettingsException extends Exception {

    private final transient List<Problem> problems;

    public InvalidSettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::line).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
