package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.RawValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts the layers over each other: defaults, a command's own defaults, the YAML file, the
 * environment, {@code --set}, and last what a command fixes.
 */
public final class SettingsLoader {

    private static final Path DEFAULT_FILE = Path.of("candlewick.yaml");

    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final List<String> assignments;

    /**
     * Reads nothing yet.
     *
     * @param file the one to read; without it {@code candlewick.yaml} of the working directory,
     *     which may be missing
     * @param assignments {@code key=value} each
     */
    public SettingsLoader(
            Map<String, String> environment, Optional<Path> file, List<String> assignments) {
        this.environment = Map.copyOf(environment);
        this.file = file;
        this.assignments = List.copyOf(assignments);
    }

    public EffectiveSettings load() throws InvalidSettingsException {
        return load(CommandValues.NONE);
    }

    /**
     * Reads and checks everything.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    public EffectiveSettings load(CommandValues command) throws InvalidSettingsException {
        List<Problem> problems = new ArrayList<>();
        Values values = new Values(problems);
        command.defaults().forEach((key, text) -> values.put(command.raw(key, text)));
        fromFile(problems).forEach(values::put);
        EnvironmentVariables.read(environment, problems).forEach(values::put);
        List<RawSetting> assigned = Assignments.read(assignments, problems);
        assigned.forEach(values::put);
        command.forbidden(assigned).forEach(problems::add);
        command.fixed().forEach((key, text) -> values.put(command.raw(key, text)));
        problems.addAll(Contradictions.in(values));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return EffectiveSettings.from(values);
    }

    private List<RawSetting> fromFile(List<Problem> problems) {
        if (file.isEmpty() && !Files.exists(DEFAULT_FILE)) {
            return List.of();
        }
        return YamlFile.read(file.orElse(DEFAULT_FILE), problems);
    }

    /**
     * What a command brings along.
     *
     * @param command its name
     * @param defaults used unless the user says otherwise
     * @param fixed what the command decides itself
     * @param instead what to write instead of setting a fixed key by {@code --set}
     */
    public record CommandValues(
            String command,
            Map<SettingKey<?>, String> defaults,
            Map<SettingKey<?>, String> fixed,
            String instead) {

        public static final CommandValues NONE = new CommandValues("", Map.of(), Map.of(), "");

        private RawSetting raw(SettingKey<?> key, String text) {
            return new RawSetting(key.name(), RawValue.text(text), Origin.command(command));
        }

        private List<Problem> forbidden(List<RawSetting> assigned) {
            return assigned.stream()
                    .filter(given -> fixed.keySet().stream().anyMatch(names(given)))
                    .map(given -> Problem.refused(given, command + " decides this; " + instead))
                    .toList();
        }

        private static Predicate<SettingKey<?>> names(RawSetting given) {
            return key -> key.name().equals(given.key());
        }
    }
}
