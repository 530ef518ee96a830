package dev.candlewick.job.settings;

import java.math.BigDecimal;

/** What input is refused. */
public record QualitySettings(BigDecimal maxPrice) {

    static QualitySettings from(Values values) {
        return new QualitySettings(values.get(SettingKeys.QUALITY_MAX_PRICE));
    }
}
