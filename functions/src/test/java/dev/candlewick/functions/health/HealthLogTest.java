package dev.candlewick.functions.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
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

    @Test
    void whatSeveralOperatorsMeetIsLoggedOnceWhenItBeginsAndOnceWhenItIsOver() {
        Logged logged = new Logged();
        Logger logger = (Logger) LogManager.getLogger(HealthLog.class);
        Level before = logger.getLevel();
        logger.addAppender(logged);
        Configurator.setLevel(logger, Level.INFO);
        HealthLog another = new HealthLog();
        try {
            health.begin(full("/hot", "full"), 1_000);
            another.begin(full("/hot", "full"), 1_500);
            health.end("/hot", 3_000);
            another.end("/hot", 4_000);
            health.begin(full("/hot", "full"), 9_000);
            health.end("/hot", 10_000);
        } finally {
            logger.removeAppender(logged);
            Configurator.setLevel(logger, before);
        }

        assertThat(logged.lines)
                .containsExactly(
                        "ERROR /hot: full. Rows wait; free some space",
                        "INFO /hot: over after 2 s (full)",
                        "ERROR /hot: full. Rows wait; free some space",
                        "INFO /hot: over after 1 s (full)");
    }

    private static final class Logged extends AbstractAppender {
        private final List<String> lines = new ArrayList<>();

        Logged() {
            super("logged", null, null, true, Property.EMPTY_ARRAY);
            start();
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
    }

    private static Condition full(String path, String cause) {
        return new Condition(path, cause, "Rows wait", "free some space");
    }
}
