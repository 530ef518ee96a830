package dev.candlewick.job.settings;

import java.math.BigDecimal;

/**
 * The historical archive: Flink file-system paths.
 *
 * @param pricePerGb in USD
 */
public record ArchiveSettings(
        String marketData, String assetContexts, String fills, BigDecimal pricePerGb) {

    static ArchiveSettings from(Values values) {
        return new ArchiveSettings(
                values.get(SettingKeys.ARCHIVE_MARKET_DATA),
                values.get(SettingKeys.ARCHIVE_ASSET_CONTEXTS),
                values.get(SettingKeys.ARCHIVE_FILLS),
                values.get(SettingKeys.ARCHIVE_PRICE_PER_GB));
    }
}
