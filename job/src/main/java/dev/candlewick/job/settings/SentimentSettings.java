package dev.candlewick.job.settings;

import java.net.URI;
import java.time.Duration;

/** The sentiment index, and when its readings count as known. */
public record SentimentSettings(
        URI url,
        Duration pollInterval,
        Duration cacheTtl,
        Duration publicationDelay,
        Duration maxAge) {

    static SentimentSettings from(Values values) {
        return new SentimentSettings(
                values.get(SettingKeys.SENTIMENT_URL),
                values.get(SettingKeys.SENTIMENT_POLL_INTERVAL),
                values.get(SettingKeys.SENTIMENT_CACHE_TTL),
                values.get(SettingKeys.SENTIMENT_PUBLICATION_DELAY),
                values.get(SettingKeys.SENTIMENT_MAX_AGE));
    }
}
