package dev.candlewick.job.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The exchange, and what is asked of it.
 *
 * @param maxRestWeightPerMinute in the exchange's own weights
 * @param journal empty when no frames are journalled
 */
public record ExchangeSettings(
        URI websocketUrl,
        URI restUrl,
        int maxRestWeightPerMinute,
        List<String> subscriptions,
        List<String> users,
        Optional<Path> journal) {

    static ExchangeSettings from(Values values) {
        return new ExchangeSettings(
                values.get(SettingKeys.EXCHANGE_WEBSOCKET_URL),
                values.get(SettingKeys.EXCHANGE_REST_URL),
                values.get(SettingKeys.EXCHANGE_MAX_REST_WEIGHT_PER_MINUTE),
                values.get(SettingKeys.EXCHANGE_SUBSCRIPTIONS),
                values.get(SettingKeys.EXCHANGE_USERS),
                values.get(SettingKeys.EXCHANGE_JOURNAL));
    }
}
