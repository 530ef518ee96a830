package dev.candlewick.job.command;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingsFile;
import dev.candlewick.job.settings.SettingsLoader;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class SettingsOptions {

    private static final Pattern STORES = Pattern.compile("(lake|hot-store|bars)\\.");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; candlewick.yaml of this folder unless given.")
    private Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Settings over those of the file: mainnet, testnet, or a file"
                            + " candlewick-NAME.yaml beside it.")
    private String profile;

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
                .withProfile(Optional.ofNullable(profile))
                .load(command);
    }

    /** The same as they change while a job runs. */
    SettingsFile file(Map<String, String> environment) {
        return new SettingsFile(
                Optional.ofNullable(file), Optional.ofNullable(profile), assignments, environment);
    }

    boolean namesFile() {
        return file != null;
    }

    /** What a user would type to query the same stores again. */
    String storesAsTyped() {
        String config = file == null ? "" : "--config " + Words.quoted(file.toString()) + " ";
        String named = profile == null ? "" : "--profile " + Words.quoted(profile) + " ";
        return config
                + named
                + assignments.stream()
                        .filter(assignment -> STORES.matcher(assignment).lookingAt())
                        .map(assignment -> "--set " + Words.quoted(assignment))
                        .collect(Collectors.joining(" "));
    }
}
