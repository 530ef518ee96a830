package dev.candlewick.job.settings;

import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.websocket.connection.ExchangeLimits;
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
                values.get(ExchangeKeys.WEBSOCKET_URL),
                values.get(ExchangeKeys.REST_URL),
                values.get(ExchangeKeys.MAX_REST_WEIGHT_PER_MINUTE),
                values.get(ExchangeKeys.SUBSCRIPTIONS),
                values.get(ExchangeKeys.USERS),
                values.get(ExchangeKeys.ACCOUNT_STREAMS),
                limits(values),
                values.get(ExchangeKeys.JOURNAL),
                values.get(ExchangeKeys.JOURNAL_SIZE),
                values.get(ExchangeKeys.JOURNAL_FSYNC));
    }

    private static ExchangeLimits limits(Values values) {
        return new ExchangeLimits(
                values.get(ExchangeKeys.MAX_CONNECTIONS),
                values.get(ExchangeKeys.MAX_CONNECTIONS_PER_MINUTE),
                values.get(ExchangeKeys.MAX_MESSAGES_PER_MINUTE),
                values.get(ExchangeKeys.MAX_SUBSCRIPTIONS),
                values.get(ExchangeKeys.MAX_USERS));
    }
}
