package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Resolves settings that are wrong. */
abstract class SettingsProblemsFixture {

    @TempDir Path folder;

    static List<String> problems(String... assignments) {
        return problems(Map.of(), Optional.empty(), List.of(assignments));
    }

    static List<String> problems(
            Map<String, String> environment, Optional<Path> file, List<String> assignments) {
        SettingsLoader loader = new SettingsLoader(environment, file, assignments);
        return catchThrowableOfType(InvalidSettingsException.class, loader::load)
                .problems()
                .stream()
                .map(Problem::line)
                .toList();
    }
}
