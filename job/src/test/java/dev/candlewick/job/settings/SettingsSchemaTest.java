package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an editor knows of a settings file. */
class SettingsSchemaTest {

    private JsonNode schema;

    @BeforeEach
    void read() throws IOException {
        schema = new ObjectMapper().readTree(SettingsSchema.text());
    }

    @Test
    void everyKeyIsThereDottedAndNested() {
        for (SettingKey<?> key : SettingKeys.all()) {
            JsonNode dotted = property(schema, key.name());
            assertThat(dotted.path("description").asText()).startsWith(key.description());
            assertThat(dotted.path("default").asText()).isEqualTo(key.defaultText());
            JsonNode nested = schema;
            for (String part : key.name().split("\\.")) {
                nested = property(nested, part);
            }
            assertThat(nested).as(key.name()).isEqualTo(dotted);
        }
    }

    @Test
    void otherKeysAreNot() {
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(property(schema, "lake").path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(property(schema, "lake").path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("path", "commit-interval");
    }

    @Test
    void boundsAndWordsAreThoseOfTheRegistry() {
        JsonNode port = form("web-ui.port");
        assertThat(port.path("type").asText()).isEqualTo("integer");
        assertThat(port.path("minimum").asInt()).isZero();
        assertThat(port.path("maximum").asInt()).isEqualTo(65_535);
        assertThat(form("exchange.journal-fsync").path("enum").toString())
                .isEqualTo("[\"always\",\"every-second\",\"never\"]");
        JsonNode intervals = form("bars.intervals").path("anyOf").get(0);
        assertThat(intervals.path("items").path("enum").toString()).contains("1s", "1d");
        assertThat("10 min").matches(form("lake.commit-interval").path("pattern").asText());
        assertThat("10 m").doesNotMatch(form("lake.commit-interval").path("pattern").asText());
    }

    private JsonNode form(String key) {
        return property(schema, key).path("anyOf").get(0);
    }

    private static JsonNode property(JsonNode of, String name) {
        JsonNode property = of.path("properties").path(name);
        assertThat(property.isMissingNode()).as(name).isFalse();
        return property;
    }
}
