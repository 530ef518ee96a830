package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.RawValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A named set of settings over those of the settings file: one that is built in, a file {@code
 * candlewick-NAME.yaml} beside the settings file, or both, of which the file wins.
 */
final class Profile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Map<String, Map<SettingKey<?>, String>> BUILT_IN =
            Map.of("mainnet", mainnet(), "testnet", testnet());

    private final String name;
    private final Path file;

    /**
     * Reads nothing yet.
     *
     * @param settingsFile beside which the profile's file lies
     */
    Profile(String name, Path settingsFile) {
        this.name = name;
        this.file = fileOf(name, settingsFile);
    }

    static Path fileOf(String name, Path settingsFile) {
        return settingsFile.resolveSibling("candlewick-" + name + ".yaml");
    }

    List<RawSetting> read(List<Problem> problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add(problem("is no name of a profile; write letters and digits"));
            return List.of();
        }
        boolean hasFile = Files.exists(file);
        if (!hasFile && !BUILT_IN.containsKey(name)) {
            problems.add(
                    problem(
                            "is neither built in nor a file "
                                    + file
                                    + "; write mainnet or testnet, or make the file"));
            return List.of();
        }
        List<RawSetting> settings = new ArrayList<>();
        SettingOrigin origin = SettingOrigin.profile(name);
        BUILT_IN.getOrDefault(name, Map.of())
                .forEach(
                        (key, text) ->
                                settings.add(
                                        new RawSetting(key.name(), RawValue.text(text), origin)));
        if (hasFile) {
            settings.addAll(YamlFile.read(file, problems));
        }
        return settings;
    }

    private Problem problem(String why) {
        return new Problem("--profile " + name + ": " + why);
    }

    private static Map<SettingKey<?>, String> mainnet() {
        return Map.of(
                ExchangeKeys.WEBSOCKET_URL, ExchangeKeys.WEBSOCKET_URL.defaultText(),
                ExchangeKeys.REST_URL, ExchangeKeys.REST_URL.defaultText());
    }

    /**
     * With folders of its own: what is traded there for nothing must not stand beside real prices.
     */
    private static Map<SettingKey<?>, String> testnet() {
        Map<SettingKey<?>, String> settings = new LinkedHashMap<>();
        settings.put(ExchangeKeys.WEBSOCKET_URL, "wss://api.hyperliquid-testnet.xyz/ws");
        settings.put(ExchangeKeys.REST_URL, "https://api.hyperliquid-testnet.xyz");
        settings.put(ExchangeKeys.JOURNAL, "data/testnet/journal");
        settings.put(SettingKeys.LAKE_PATH, "data/testnet/lake");
        settings.put(SettingKeys.HOT_STORE_PATH, "data/testnet/hot/candlewick.duckdb");
        settings.put(SettingKeys.CHECKPOINTS_PATH, "data/testnet/checkpoints");
        return settings;
    }
}
