package dev.candlewick.job.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON Schema of a settings file, made of the registry, so that editors complete and check it. Keys
 * may be nested, dotted, or both, and any value may be a reference.
 */
public final class SettingsSchema {

    private static final String DIALECT = "http://json-schema.org/draft-07/schema#";
    private static final Map<String, Object> REFERENCE =
            Map.of("type", "string", "pattern", "\\$\\{(env|file):[^}]+\\}");
    private static final Map<String, Object> NOTHING = Map.of("type", "null");

    private SettingsSchema() {}

    /** The schema as text, the same each time. */
    public static String text() {
        Map<String, SettingKey<?>> keys = new TreeMap<>();
        SettingKeys.all().forEach(key -> keys.put(key.name(), key));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", "Candlewick settings");
        schema.putAll(object(keys));
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The schema cannot be written", e);
        }
    }

    /** The keys below a section, by what is left of their names. */
    private static Map<String, Object> object(Map<String, SettingKey<?>> keys) {
        Map<String, Object> properties = new TreeMap<>();
        for (Map.Entry<String, SettingKey<?>> key : keys.entrySet()) {
            String name = key.getKey();
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                String section = name.substring(0, dot);
                properties.computeIfAbsent(section, prefix -> object(below(prefix, keys)));
            }
            properties.put(name, value(key.getValue()));
        }
        return Map.of(
                "type",
                List.of("object", "null"),
                "properties",
                properties,
                "additionalProperties",
                false);
    }

    private static Map<String, SettingKey<?>> below(
            String section, Map<String, SettingKey<?>> keys) {
        Map<String, SettingKey<?>> below = new TreeMap<>();
        keys.forEach(
                (name, key) -> {
                    if (name.startsWith(section + ".")) {
                        below.put(name.substring(section.length() + 1), key);
                    }
                });
        return below;
    }

    private static Map<String, Object> value(SettingKey<?> key) {
        return Map.of(
                "description", key.description() + " (" + key.type().expectation() + ")",
                "default", key.defaultText(),
                "anyOf", List.of(key.type().schema(), REFERENCE, NOTHING));
    }
}
