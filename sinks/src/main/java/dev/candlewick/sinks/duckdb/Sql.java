package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of {@code sql/duckdb}, and how names get into them. */
public final class Sql {

    private static final Pattern PARAMETER = Pattern.compile("\\$\\{([a-z_.]+)}");
    private static final Pattern INCLUDED =
            Pattern.compile("\\$\\{([a-z_/]+\\.sql)((?:; [a-z_]+ = [^;}]+)*)}");
    private static final Pattern GLOB_CHARACTER = Pattern.compile("[*?\\[]");

    /** By files. */
    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

    private Sql() {}

    /**
     * The statement of a file with its parameters filled in. {@code ${other.sql; name = value}}
     * stands for another file, with parameters of its own beside those that are given.
     *
     * @throws IllegalArgumentException if a parameter has no value
     */
    public static String fill(String file, Map<String, String> parameters) {
        String whole =
                INCLUDED.matcher(text(file))
                        .replaceAll(match -> Matcher.quoteReplacement(include(match, parameters)));
        return PARAMETER
                .matcher(whole)
                .replaceAll(
                        match -> Matcher.quoteReplacement(value(file, match.group(1), parameters)));
    }

    private static String include(MatchResult match, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        for (String own : match.group(2).split(";")) {
            if (!own.isBlank()) {
                String[] nameAndValue = own.strip().split(" = ", 2);
                all.put(nameAndValue[0], nameAndValue[1]);
            }
        }
        return fill(match.group(1), all).stripTrailing();
    }

    /** A string as a literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A path as a literal. */
    public static String literal(Path path) {
        return literal(path.toString());
    }

    /**
     * A path as a literal where DuckDB takes a glob: only what {@code suffix} says is a pattern.
     */
    public static String glob(Path path, String suffix) {
        return literal(GLOB_CHARACTER.matcher(path.toString()).replaceAll("[$0]") + suffix);
    }

    private static String value(String file, String name, Map<String, String> parameters) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    file + " asks for ${" + name + "}, got " + parameters);
        }
        return value;
    }

    private static String text(String file) {
        return TEXTS.computeIfAbsent(file, Sql::read);
    }

    private static String read(String file) {
        String path = "/sql/duckdb/" + file;
        try (InputStream in = Sql.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + path + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + path, e);
        }
    }
}
