package dev.candlewick.job.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a file, as Flink's SQL client would take them apart.
 *
 * @param name of the file
 */
public record Script(String name, List<String> statements) {

    /** Texts, quoted names and comments, within which a semicolon ends nothing. */
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|`[^`]*`|--[^\n]*|/\\*.*?\\*/|;", Pattern.DOTALL);

    private static final Pattern SET_OF_STATEMENTS =
            Pattern.compile("(?i)^(EXECUTE|BEGIN)\\s+STATEMENT\\s+SET(\\s+BEGIN)?\\s*");

    /** Reads a file. */
    public static Script read(Path file) throws IOException {
        return new Script(file.getFileName().toString(), split(Files.readString(file)));
    }

    /** Comments are left out, and so is what marks a set of statements: all here are one. */
    static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int start = 0;
        while (token.find()) {
            statement.append(text, start, token.start());
            start = token.end();
            if (token.group().equals(";")) {
                add(statement.toString(), statements);
                statement.setLength(0);
            } else if (!token.group().startsWith("--") && !token.group().startsWith("/*")) {
                statement.append(token.group());
            }
        }
        add(statement.append(text.substring(start)).toString(), statements);
        return statements;
    }

    private static void add(String text, List<String> statements) {
        String statement = SET_OF_STATEMENTS.matcher(text.strip()).replaceFirst("").strip();
        if (!statement.isEmpty() && !statement.equalsIgnoreCase("END")) {
            statements.add(statement);
        }
    }

    static boolean isInsert(String statement) {
        return statement.toUpperCase(Locale.ROOT).startsWith("INSERT");
    }

    static boolean isQuery(String statement) {
        return statement.matches("(?is)(SELECT|WITH|VALUES|TABLE)\\b.*");
    }

    /** Whether it may be about a table; a name in a text counts too. */
    boolean names(String table) {
        Pattern name = Pattern.compile("(?i)\\b" + Pattern.quote(table) + "\\b");
        return statements.stream().anyMatch(statement -> name.matcher(statement).find());
    }
}
