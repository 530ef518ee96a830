package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.RawValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts the layers over each other: defaults, a command's own defaults, the YAML file, a profile,
 * the environment, {@code --set}, and last what a command fixes.
 */
public final class SettingsLoader {

    static final Path DEFAULT_FILE = Path.of("candlewick.yaml");

    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final List<String> assignments;
    private final Optional<String> profile;

    /**
     * Reads nothing yet.
     *
     * @param file the one to read; without it {@code candlewick.yaml} of the working directory,
     *     which may be missing
     * @param assignments {@code key=value} each
     */
    public SettingsLoader(
            Map<String, String> environment, Optional<Path> file, List<String> assignments) {
        this(environment, file, assignments, Optional.empty());
    }

    private SettingsLoader(
            Map<String, String> environment,
            Optional<Path> file,
            List<String> assignments,
            Optional<String> profile) {
        this.environment = Map.copyOf(environment);
        this.file = file;
        this.assignments = List.copyOf(assignments);
        this.profile = profile;
    }

    /** With the settings of a profile over those of the file. */
    public SettingsLoader withProfile(Optional<String> name) {
        return new SettingsLoader(environment, file, assignments, name);
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
        Values values = new Values(problems, new References(environment));
        command.defaults().forEach((key, text) -> values.put(command.raw(key, text)));
        fromFile(problems).forEach(values::put);
        fromProfile(problems).forEach(values::put);
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

    private List<RawSetting> fromProfile(List<Problem> problems) {
        return profile.map(name -> new Profile(name, file.orElse(DEFAULT_FILE)).read(problems))
                .orElse(List.of());
    }

    /**
     * What a command brings along.
     *
     * @param command its name
     * @param defaults used unless the user says otherwise
     * @param fixed what the command decides itself
     * @param unused what the command has no use for
     * @param instead what to write instead of a {@code --set} of a fixed or unused key
     */
    public record CommandValues(
            String command,
            Map<SettingKey<?>, String> defaults,
            Map<SettingKey<?>, String> fixed,
            Set<SettingKey<?>> unused,
            String instead) {

        public static final CommandValues NONE =
                new CommandValues("", Map.of(), Map.of(), Set.of(), "");

        private RawSetting raw(SettingKey<?> key, String text) {
            return new RawSetting(key.name(), RawValue.text(text), SettingOrigin.command(command));
        }

        private List<Problem> forbidden(List<RawSetting> assigned) {
            return assigned.stream()
                    .filter(given -> decides(given.key()))
                    .map(given -> Problem.refused(given, command + " decides this; " + instead))
                    .toList();
        }

        private boolean decides(String name) {
            return Stream.concat(fixed.keySet().stream(), unused.stream())
                    .anyMatch(key -> key.name().equals(name));
        }
    }
}
