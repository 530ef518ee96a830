package dev.candlewick.job.settings;

import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.websocket.ExchangeLimits;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The exchange, and what is asked of it.
 *
 * @param maxRestWeightPerMinute in the exchange's own weights
 * @param subscriptions names of channels
 * @param accountStreams names of streams, subscribed for each of {@code users}
 * @param journal empty when no frames are journalled
 * @param journalBytes how large it may grow
 */
public record ExchangeSettings(
        URI websocketUrl,
        URI restUrl,
        int maxRestWeightPerMinute,
        List<String> subscriptions,
        List<String> users,
        List<String> accountStreams,
        ExchangeLimits limits,
        Optional<Path> journal,
        long journalBytes,
        FsyncPolicy journalFsync) {

    static ExchangeSettings from(Values values) {
        return new ExchangeSettings(
                values.get(SettingKeys.EXCHANGE_WEBSOCKET_URL),
                values.get(SettingKeys.EXCHANGE_REST_URL),
                values.get(SettingKeys.EXCHANGE_MAX_REST_WEIGHT_PER_MINUTE),
                values.get(SettingKeys.EXCHANGE_SUBSCRIPTIONS),
                values.get(SettingKeys.EXCHANGE_USERS),
                values.get(SettingKeys.EXCHANGE_ACCOUNT_STREAMS),
                limits(values),
                values.get(SettingKeys.EXCHANGE_JOURNAL),
                values.get(SettingKeys.EXCHANGE_JOURNAL_SIZE),
                values.get(SettingKeys.EXCHANGE_JOURNAL_FSYNC));
    }

    private static ExchangeLimits limits(Values values) {
        return new ExchangeLimits(
                values.get(SettingKeys.EXCHANGE_MAX_CONNECTIONS),
                values.get(SettingKeys.EXCHANGE_MAX_CONNECTIONS_PER_MINUTE),
                values.get(SettingKeys.EXCHANGE_MAX_MESSAGES_PER_MINUTE),
                values.get(SettingKeys.EXCHANGE_MAX_SUBSCRIPTIONS),
                values.get(SettingKeys.EXCHANGE_MAX_USERS));
    }
}
