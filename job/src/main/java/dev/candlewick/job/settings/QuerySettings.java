package dev.candlewick.job.settings;

import java.nio.file.Path;

/**
 * Reading a lake of another file system.
 *
 * @param cache the folder of what was fetched
 * @param cacheSize how many bytes of it are kept at most
 */
public record QuerySettings(Path cache, long cacheSize) {

    static QuerySettings from(Values values) {
        return new QuerySettings(
                values.get(SettingKeys.QUERY_CACHE), values.get(SettingKeys.QUERY_CACHE_SIZE));
    }
}
