package dev.candlewick.job.settings;

/**
 * Where checkpoints and savepoints go.
 *
 * @param path of any file system that Flink knows
 */
public record CheckpointSettings(String path) {

    static CheckpointSettings from(Values values) {
        return new CheckpointSettings(values.get(SettingKeys.CHECKPOINTS_PATH));
    }
}
