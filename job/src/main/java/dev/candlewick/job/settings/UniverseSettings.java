package dev.candlewick.job.settings;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which symbols are collected.
 *
 * @param symbols always collected, verbatim
 * @param size how many assets discovery follows
 */
public record UniverseSettings(
        List<String> symbols, boolean discovery, int size, Optional<Path> file) {

    /**
     * All symbols to collect: the ones that are set, and those of the file.
     *
     * @throws InvalidSettingsException naming what is wrong with the file, line by line
     */
    public List<String> collected() throws InvalidSettingsException {
        Set<String> collected = new LinkedHashSet<>(symbols);
        if (file.isPresent()) {
            collected.addAll(SymbolFile.read(file.get()));
        }
        return List.copyOf(collected);
    }

    static UniverseSettings from(Values values) {
        return new UniverseSettings(
                values.get(SettingKeys.UNIVERSE_SYMBOLS),
                values.get(SettingKeys.UNIVERSE_DISCOVERY),
                values.get(SettingKeys.UNIVERSE_SIZE),
                values.get(SettingKeys.UNIVERSE_FILE));
    }
}
