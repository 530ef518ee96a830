package dev.candlewick.simulator;

import java.util.Random;

/**
 * Breaks a JSON object such that no parser can take it for one; the same seed breaks it the same
 * way.
 */
final class Damage {

    private final Random random;

    Damage(long seed) {
        this.random = new Random(seed);
    }

    String of(String json) {
        return switch (random.nextInt(3)) {
            case 0 -> json.substring(0, random.nextInt(json.length()));
            case 1 -> withoutQuote(json);
            default -> json.substring(0, json.length() - 1) + "]";
        };
    }

    /** An odd number of quotes leaves a string without end. */
    private String withoutQuote(String json) {
        int quote = json.indexOf('"', random.nextInt(json.length()));
        int victim = quote < 0 ? json.indexOf('"') : quote;
        return victim < 0 ? json + "\"" : json.substring(0, victim) + json.substring(victim + 1);
    }
}
