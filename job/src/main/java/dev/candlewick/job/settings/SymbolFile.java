package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with a symbol a line; blank lines, and lines that begin with {@code #}, say nothing. */
final class SymbolFile {

    private SymbolFile() {}

    static List<String> read(Path file) throws InvalidSettingsException {
        List<Problem> problems = new ArrayList<>();
        List<String> symbols = symbols(file, lines(file), problems);
        if (problems.isEmpty() && symbols.isEmpty()) {
            problems.add(new Problem(file + ": names no symbol; write one a line"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return symbols;
    }

    private static List<String> lines(Path file) throws InvalidSettingsException {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            String why =
                    Files.exists(file) ? "cannot be read as UTF-8 text" : "there is no such file";
            throw new InvalidSettingsException(
                    List.of(
                            new Problem(
                                    "%s = %s: %s"
                                            .formatted(
                                                    SettingKeys.UNIVERSE_FILE.name(), file, why))));
        }
    }

    private static List<String> symbols(Path file, List<String> lines, List<Problem> problems) {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                symbols.add(ValueTypes.symbols().element().parse(line));
            } catch (InvalidValueException e) {
                problems.add(new Problem(Origin.line(file, i + 1) + ": " + e.getMessage()));
            }
        }
        return symbols;
    }
}
