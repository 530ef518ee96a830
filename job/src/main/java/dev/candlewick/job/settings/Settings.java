package dev.candlewick.job.settings;

/** Everything a user may set, typed and checked; one record per concern. */
public record Settings(
        ExchangeSettings exchange,
        UniverseSettings universe,
        BarsSettings bars,
        SentimentSettings sentiment,
        ArchiveSettings archive,
        LakeSettings lake,
        HotStoreSettings hotStore,
        CheckpointSettings checkpoints,
        QualitySettings quality,
        SqlSettings sql,
        QuerySettings query,
        WebUiSettings webUi,
        LogSettings log) {

    static Settings from(Values values) {
        return new Settings(
                ExchangeSettings.from(values),
                UniverseSettings.from(values),
                BarsSettings.from(values),
                SentimentSettings.from(values),
                ArchiveSettings.from(values),
                LakeSettings.from(values),
                HotStoreSettings.from(values),
                CheckpointSettings.from(values),
                QualitySettings.from(values),
                SqlSettings.from(values),
                QuerySettings.from(values),
                WebUiSettings.from(values),
                LogSettings.from(values));
    }
}
