package dev.candlewick.job.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.candlewick.job.settings.ValueType.InvalidValueException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file of symbols. In a {@code .yaml}, {@code .yml} or {@code .json} file it is a list, each
 * element a name or an object with {@code symbol} and, if wanted, {@code priority} (a whole number;
 * the lowest first, then those without). In any other file it is a symbol a line; blank lines, and
 * lines that begin with {@code #}, say nothing.
 */
final class SymbolFile {

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String symbol, int priority) {}

    private SymbolFile(Path file) {
        this.file = file;
    }

    /** The symbols of a file, the most urgent first, each once. */
    static List<String> read(Path file) throws InvalidSettingsException {
        SymbolFile symbols = new SymbolFile(file);
        String text = symbols.text();
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
            symbols.list(text);
        } else {
            symbols.lines(text.lines().toList());
        }
        return symbols.result();
    }

    private String text() throws InvalidSettingsException {
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (IOException e) {
            String why =
                    Files.exists(file) ? "cannot be read as UTF-8 text" : "there is no such file";
            throw new InvalidSettingsException(
                    List.of(new Problem(UniverseKeys.FILE.name() + " = " + file + ": " + why)));
        }
    }

    private List<String> result() throws InvalidSettingsException {
        if (problems.isEmpty() && entries.isEmpty()) {
            problems.add(new Problem(file + ": names no symbol; write one a line"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        entries.sort(Comparator.comparingInt(Entry::priority));
        Set<String> symbols = new LinkedHashSet<>();
        entries.forEach(entry -> symbols.add(entry.symbol()));
        return List.copyOf(symbols);
    }

    private void lines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(line, Integer.MAX_VALUE, i + 1);
            }
        }
    }

    private void list(String text) {
        try (JsonParser parser = YAML.createParser(new StringReader(text))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                refuse(line(parser), "holds no list; write `[BTC, ETH]`");
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                element(parser);
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            refuse(
                    line,
                    "is not YAML or JSON: " + e.getOriginalMessage().lines().findFirst().get());
        } catch (IOException e) {
            refuse(1, "cannot be read: " + e.getMessage());
        }
    }

    private void element(JsonParser parser) throws IOException {
        int line = line(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser, line);
        } else if (parser.currentToken().isScalarValue()) {
            add(parser.getText(), Integer.MAX_VALUE, line);
        } else {
            refuse(line, "an element is a name or {symbol: …, priority: …}");
            parser.skipChildren();
        }
    }

    private void object(JsonParser parser, int line) throws IOException {
        String symbol = null;
        int priority = Integer.MAX_VALUE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "symbol" -> symbol = parser.getText();
                case "priority" -> priority = priority(parser.getText(), line);
                default -> refuse(line, key + " is not known; an element has symbol and priority");
            }
            parser.skipChildren();
        }
        if (symbol == null) {
            refuse(line, "the element has no symbol");
        } else {
            add(symbol, priority, line);
        }
    }

    private int priority(String text, int line) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            refuse(line, "priority " + text + " is not a whole number");
            return Integer.MAX_VALUE;
        }
    }

    private void add(String symbol, int priority, int line) {
        try {
            entries.add(new Entry(SymbolTypes.symbols().element().parse(symbol), priority));
        } catch (InvalidValueException e) {
            refuse(line, e.getMessage());
        }
    }

    private void refuse(int line, String why) {
        problems.add(new Problem(SettingOrigin.line(file, line) + ": " + why));
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
