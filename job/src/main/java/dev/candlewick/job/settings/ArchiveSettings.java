package dev.candlewick.job.settings;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * The historical archive: Flink file-system paths.
 *
 * @param pricePerGb in USD
 * @param maxSilence over which block numbers may skip without a gap
 * @param maxLineSilence for which lines without block numbers may pause without a gap
 */
public record ArchiveSettings(
        String marketData,
        String assetContexts,
        String fills,
        BigDecimal pricePerGb,
        Duration maxSilence,
        Duration maxLineSilence) {

    static ArchiveSettings from(Values values) {
        return new ArchiveSettings(
                values.get(SettingKeys.ARCHIVE_MARKET_DATA),
                values.get(SettingKeys.ARCHIVE_ASSET_CONTEXTS),
                values.get(SettingKeys.ARCHIVE_FILLS),
                values.get(SettingKeys.ARCHIVE_PRICE_PER_GB),
                values.get(SettingKeys.ARCHIVE_MAX_SILENCE),
                values.get(SettingKeys.ARCHIVE_MAX_LINE_SILENCE));
    }
}
