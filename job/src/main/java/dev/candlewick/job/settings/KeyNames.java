package dev.candlewick.job.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a mistyped name was meant to be. */
final class KeyNames {

    private KeyNames() {}

    /** What to write instead of a key that does not exist. */
    static String advice(String unknown) {
        return nearest(unknown, SettingKey::name)
                .map(name -> "did you mean " + name + "?")
                .orElse("`candlewick config` lists all keys");
    }

    /** The environment variable that this one was meant to be, if one is near. */
    static Optional<String> nearestVariable(String unknown) {
        return nearest(unknown, SettingKey::environmentName);
    }

    private static Optional<String> nearest(
            String unknown, Function<SettingKey<?>, String> naming) {
        Optional<String> sameEnd =
                SettingKeys.all().stream()
                        .<String>map(naming)
                        .filter(name -> name.endsWith("." + unknown))
                        .findFirst();
        return sameEnd.or(
                () ->
                        SettingKeys.all().stream()
                                .<String>map(naming)
                                .filter(name -> distance(unknown, name) <= tolerated(name))
                                .min(Comparator.comparingInt(name -> distance(unknown, name))));
    }

    private static int tolerated(String name) {
        return Math.max(2, name.length() / 4);
    }

    /** How many insertions, deletions and replacements make one of the other (Levenshtein). */
    private static int distance(String left, String right) {
        int[] costs = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, Math.min(costs[j], costs[j - 1]) + 1);
            }
        }
        return costs[right.length()];
    }
}
