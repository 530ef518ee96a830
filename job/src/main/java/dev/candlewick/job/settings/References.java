package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.InvalidValueException;
import dev.candlewick.job.settings.ValueType.RawValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand elsewhere: <code>${env:NAME}</code> and <code>${file:/path}</code>, also as a
 * part of a value. What they refer to may be a secret, so that only the reference is ever shown.
 */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z]+):([^}]*)}");

    private final Map<String, String> environment;

    References(Map<String, String> environment) {
        this.environment = environment;
    }

    static boolean isIn(RawValue written) {
        return written.items().stream().anyMatch(item -> REFERENCE.matcher(item).find());
    }

    /**
     * The value with everything in its place.
     *
     * @throws InvalidValueException naming the reference that leads nowhere, not what it stands for
     */
    RawValue resolve(RawValue written) throws InvalidValueException {
        if (!isIn(written)) {
            return written;
        }
        List<String> items = new ArrayList<>();
        for (String item : written.items()) {
            items.add(resolve(item));
        }
        return new RawValue(items, written.isList());
    }

    private String resolve(String item) throws InvalidValueException {
        Matcher reference = REFERENCE.matcher(item);
        StringBuilder text = new StringBuilder();
        while (reference.find()) {
            String value = value(reference.group(1), reference.group(2));
            reference.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(text).toString();
    }

    private String value(String kind, String name) throws InvalidValueException {
        return switch (kind) {
            case "env" -> ofEnvironment(name);
            case "file" -> ofFile(name);
            default ->
                    throw new InvalidValueException(
                            "${"
                                    + kind
                                    + ":…} is no reference; write ${env:NAME} or ${file:/path}");
        };
    }

    private String ofEnvironment(String name) throws InvalidValueException {
        String value = environment.get(name);
        if (value == null) {
            throw new InvalidValueException("the environment has no " + name + "; set it");
        }
        return value;
    }

    /** Without the line break with which editors end a file. */
    private static String ofFile(String name) throws InvalidValueException {
        try {
            return Files.readString(Path.of(name)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(
                    "the file " + name + " cannot be read as UTF-8 text; see that it is there");
        }
    }
}
