package dev.candlewick.job.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;

/** Flink's configuration of a run inside of this process. */
public final class LocalConfiguration {

    private static final String LOOPBACK = "127.0.0.1";

    private LocalConfiguration() {}

    /**
     * What {@code config.yaml} says, with the web UI on the loopback interface.
     *
     * @param home the distribution; its {@code conf} is read unless {@code FLINK_CONF_DIR} names
     *     another folder
     * @param webUiPort 0 picks a free one
     */
    public static Configuration load(
            Map<String, String> environment, Optional<Path> home, int webUiPort) {
        Configuration configuration =
                folder(environment, home)
                        .map(folder -> GlobalConfiguration.loadConfiguration(folder.toString()))
                        .orElseGet(Configuration::new);
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.PORT, webUiPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(webUiPort));
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        return configuration;
    }

    private static Optional<Path> folder(Map<String, String> environment, Optional<Path> home) {
        return Optional.ofNullable(environment.get("FLINK_CONF_DIR"))
                .map(Path::of)
                .or(() -> home.map(folder -> folder.resolve("conf")))
                .filter(folder -> Files.exists(folder.resolve("config.yaml")));
    }
}
