package dev.candlewick.job.command;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingsLoader;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; candlewick.yaml of this folder unless given.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Set one key, over file and environment; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    EffectiveSettings load(Map<String, String> environment, CommandValues command)
            throws InvalidSettingsException {
        return new SettingsLoader(environment, Optional.ofNullable(file), assignments)
                .load(command);
    }

    /** What a user would type to have the same settings again. */
    String asTyped() {
        String config = file == null ? "" : "--config " + Words.quoted(file.toString()) + " ";
        return config
                + assignments.stream()
                        .map(assignment -> "--set " + Words.quoted(assignment))
                        .collect(Collectors.joining(" "));
    }
}
