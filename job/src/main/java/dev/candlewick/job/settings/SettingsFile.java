package dev.candlewick.job.settings;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of a run, which its file may change while it lasts. */
public final class SettingsFile implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final boolean mayBeMissing;
    private final List<String> assignments;
    private final String profile;
    private final HashMap<String, String> environment;

    /**
     * Reads nothing yet.
     *
     * @param file the one that was named; without it that of the working directory, if there is one
     * @param profile the one that was named
     */
    public SettingsFile(
            Optional<Path> file,
            Optional<String> profile,
            List<String> assignments,
            Map<String, String> environment) {
        this.file = file.orElse(SettingsLoader.DEFAULT_FILE).toAbsolutePath().toString();
        this.mayBeMissing = file.isEmpty() && !Files.exists(Path.of(this.file));
        this.profile = profile.orElse(null);
        this.assignments = new ArrayList<>(assignments);
        this.environment = new HashMap<>(environment);
    }

    /**
     * What the files hold now; equal as long as they are the same.
     *
     * @throws IOException if the file cannot be read that the settings are in
     */
    public String contents() throws IOException {
        Path path = Path.of(file);
        String settings = mayBeMissing && !Files.exists(path) ? "" : Files.readString(path);
        Optional<Path> ofProfile = profileFile().filter(Files::exists);
        return ofProfile.isEmpty() ? settings : settings + Files.readString(ofProfile.get());
    }

    private Optional<Path> profileFile() {
        return Optional.ofNullable(profile).map(name -> Profile.fileOf(name, Path.of(file)));
    }

    /**
     * Reads and checks everything again.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    public EffectiveSettings load() throws InvalidSettingsException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(environment);
        Path path = Path.of(file);
        Optional<Path> named =
                mayBeMissing && !Files.exists(path) ? Optional.empty() : Optional.of(path);
        return new SettingsLoader(variables, named, assignments)
                .withProfile(Optional.ofNullable(profile))
                .load();
    }

    /** Which of these variables settings are made of; others are the machine's own. */
    public static Map<String, String> ofSettings(Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        Stream<SettingKey<?>> keys = SettingKeys.all().stream();
        keys.map(SettingKey::environmentName)
                .filter(environment::containsKey)
                .forEach(name -> found.put(name, environment.get(name)));
        return found;
    }

    @Override
    public String toString() {
        return file;
    }
}
