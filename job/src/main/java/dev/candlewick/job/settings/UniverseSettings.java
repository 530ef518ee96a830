package dev.candlewick.job.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which symbols are collected.
 *
 * @param symbols always collected, verbatim
 * @param size how many assets discovery follows
 */
public record UniverseSettings(
        List<String> symbols, boolean discovery, int size, Optional<Path> file) {

    static UniverseSettings from(Values values) {
        return new UniverseSettings(
                values.get(SettingKeys.UNIVERSE_SYMBOLS),
                values.get(SettingKeys.UNIVERSE_DISCOVERY),
                values.get(SettingKeys.UNIVERSE_SIZE),
                values.get(SettingKeys.UNIVERSE_FILE));
    }
}
