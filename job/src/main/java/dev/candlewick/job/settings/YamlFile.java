package dev.candlewick.job.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.candlewick.job.settings.ValueType.RawValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of a YAML file, whose keys are nested, dotted, or both. It reads tokens instead of a
 * tree, since only tokens know their line and the text as it was written.
 */
final class YamlFile {

    private static final YAMLFactory YAML = new YAMLFactory();

    private final Path file;
    private final List<Problem> problems;
    private final List<RawSetting> found = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlFile(Path file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static List<RawSetting> read(Path file, List<Problem> problems) {
        YamlFile yaml = new YamlFile(file, problems);
        try (JsonParser parser = YAML.createParser(Files.newBufferedReader(file))) {
            yaml.document(parser);
        } catch (JacksonException e) {
            problems.add(yaml.at(lineOf(e), "is not YAML: " + firstLine(e.getOriginalMessage())));
        } catch (NoSuchFileException e) {
            problems.add(new Problem(file + ": there is no such settings file"));
        } catch (IOException e) {
            problems.add(new Problem(file + ": cannot be read as UTF-8 text: " + e.getMessage()));
        }
        return yaml.found;
    }

    private void document(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            mapping(parser, "");
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            problems.add(at(line(parser), "holds no keys; write `lake.path: data/lake`"));
        }
    }

    private void mapping(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            int line = line(parser);
            switch (parser.nextToken()) {
                case START_OBJECT -> mapping(parser, key + ".");
                case START_ARRAY -> add(key, RawValue.list(elements(parser, key)), line);
                case VALUE_NULL -> nothing(key, line);
                default -> add(key, RawValue.text(parser.getText()), line);
            }
        }
    }

    private List<String> elements(JsonParser parser, String key) throws IOException {
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isStructStart()) {
                problems.add(at(line(parser), key + " takes a list of plain values"));
                parser.skipChildren();
            } else {
                elements.add(parser.getText());
            }
        }
        return elements;
    }

    /** A key without a value is an empty one; a section without keys is nothing at all. */
    private void nothing(String key, int line) {
        boolean section = SettingKeys.all().stream().anyMatch(known -> known.section().equals(key));
        if (!section) {
            add(key, RawValue.text(""), line);
        }
    }

    private void add(String key, RawValue value, int line) {
        RawSetting setting = new RawSetting(key, value, Origin.line(file, line));
        Integer earlier = lines.putIfAbsent(key, line);
        if (earlier == null) {
            found.add(setting);
        } else {
            problems.add(
                    Problem.refused(
                            setting, "is set on line " + earlier + " already; keep one of them"));
        }
    }

    private Problem at(int line, String what) {
        return new Problem(Origin.line(file, line) + ": " + what);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int lineOf(JacksonException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
