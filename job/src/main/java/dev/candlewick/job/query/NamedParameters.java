package dev.candlewick.job.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL whose parameters have names, such as {@code $symbol}, made into numbered ones; these are
 * bound as values and never become part of the SQL.
 *
 * @param sql as long as it was, so that a place in it is the same place
 * @param names of the parameters, in the order of their numbers
 */
public record NamedParameters(String sql, List<String> names) {

    /** What is no SQL comes first: strings, quoted names, comments, and text in dollars. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/"
                            + "|(\\$(?:[A-Za-z_]\\w*)?\\$).*?\\1"
                            + "|(?<![\\w$])\\$(?<name>[A-Za-z_]\\w*)(?!\\$)",
                    Pattern.DOTALL);

    public static NamedParameters of(String sql) {
        List<String> names = new ArrayList<>();
        String numbered =
                TOKEN.matcher(sql)
                        .replaceAll(
                                token ->
                                        Matcher.quoteReplacement(
                                                replacement((Matcher) token, names)));
        return new NamedParameters(numbered, List.copyOf(names));
    }

    /** Which of these the SQL does not ask for. */
    public Set<String> unused(Set<String> given) {
        Set<String> unused = new TreeSet<>(given);
        names.forEach(unused::remove);
        return unused;
    }

    private static String replacement(Matcher token, List<String> names) {
        String name = token.group("name");
        if (name == null) {
            return token.group();
        }
        if (!names.contains(name)) {
            names.add(name);
        }
        String number = "$" + (names.indexOf(name) + 1);
        return number + " ".repeat(Math.max(0, token.group().length() - number.length()));
    }
}
