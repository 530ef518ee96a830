package dev.candlewick.functions.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A condition stands from its first sign to its end, in its first words. */
class HealthLogTest {

    private final HealthLog health = new HealthLog();

    @Test
    void aConditionIsShownWhileItLasts() {
        health.begin(full("/lake", "No space left on device"), 1_000);
        health.begin(full("/lake", "No space left on device (write)"), 2_000);
        health.begin(full("/journal", "Read-only file system"), 3_000);

        assertThat(health.lines().lines())
                .containsExactly(
                        "/lake: No space left on device. Rows wait; free some space",
                        "/journal: Read-only file system. Rows wait; free some space");

        health.end("/lake", 46_000);
        health.end("/journal", 46_000);
        health.end("/never-begun", 46_000);

        assertThat(health.isQuiet()).isTrue();
        assertThat(health.lines()).isEmpty();
    }

    private static Condition full(String path, String cause) {
        return new Condition(path, cause, "Rows wait", "free some space");
    }
}
