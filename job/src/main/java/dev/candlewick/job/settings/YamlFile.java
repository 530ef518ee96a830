package dev.candlewick.job.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.candlewick.job.settings.ValueType.RawValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of a YAML file, whose keys are nested, dotted, or both. It reads tokens instead of a
 * tree, since only tokens know their line and the text as it was written.
 */
final class YamlFile {

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Pattern PLACE = Pattern.compile("(?m)^ in .*, line (\\d+), column \\d+");
    private static final Pattern UNCLOSED = Pattern.compile("end of stream|stream end");

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
        try (YAMLParser parser = YAML.createParser(Files.readString(file))) {
            yaml.document(parser);
        } catch (JacksonException e) {
            problems.add(yaml.unreadable(e));
        } catch (NoSuchFileException e) {
            problems.add(new Problem(file + ": there is no such settings file"));
        } catch (IOException e) {
            problems.add(new Problem(file + ": cannot be read as UTF-8 text: " + e.getMessage()));
        }
        return yaml.found;
    }

    private void document(YAMLParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            mapping(parser, "");
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            problems.add(at(line(parser), "holds no keys; write `lake.path: data/lake`"));
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            problems.add(at(line(parser), "begins another document; keep one document a file"));
        }
    }

    private void mapping(YAMLParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            int line = line(parser);
            switch (parser.nextToken()) {
                case START_OBJECT -> mapping(parser, key + ".");
                case START_ARRAY -> add(key, RawValue.list(elements(parser, key)), line);
                case VALUE_NULL -> nothing(key, line);
                default -> scalar(parser, key, line);
            }
        }
    }

    private void scalar(YAMLParser parser, String key, int line) throws IOException {
        if (parser.isCurrentAlias()) {
            problems.add(at(line, key + " is an alias; write the value itself"));
        } else {
            add(key, RawValue.text(parser.getText()), line);
        }
    }

    private List<String> elements(YAMLParser parser, String key) throws IOException {
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isStructStart() || isNothing(parser)) {
                problems.add(at(line(parser), key + " takes a list of plain values"));
                parser.skipChildren();
            } else {
                elements.add(parser.getText());
            }
        }
        return elements;
    }

    private static boolean isNothing(YAMLParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL || parser.isCurrentAlias();
    }

    /** A key without a value is an empty one; a section without keys is nothing at all. */
    private void nothing(String key, int line) {
        boolean section = SettingKeys.all().stream().anyMatch(known -> known.section().equals(key));
        if (!section) {
            add(key, RawValue.text(""), line);
        }
    }

    private void add(String key, RawValue value, int line) {
        RawSetting setting = new RawSetting(key, value, SettingOrigin.line(file, line));
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
        return new Problem(SettingOrigin.line(file, line) + ": " + what);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /**
     * The parser names first what it was reading, then what it found, each with its line. What was
     * never closed is found at the end of the file, where there is nothing to be seen.
     */
    private Problem unreadable(JacksonException e) {
        String message = e.getOriginalMessage();
        String found =
                message.lines()
                        .filter(text -> !text.isBlank() && !text.startsWith(" "))
                        .reduce((earlier, later) -> later)
                        .orElse("");
        List<Integer> lines = new ArrayList<>();
        Matcher place = PLACE.matcher(message);
        while (place.find()) {
            lines.add(Integer.valueOf(place.group(1)));
        }
        if (lines.isEmpty()) {
            lines.add(e.getLocation() == null ? 1 : e.getLocation().getLineNr());
        }
        int line = lines.get(UNCLOSED.matcher(found).find() ? 0 : lines.size() - 1);
        return at(line, "is not YAML: " + found);
    }
}
