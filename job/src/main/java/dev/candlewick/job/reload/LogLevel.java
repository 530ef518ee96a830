package dev.candlewick.job.reload;

import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** How much this program logs in this process. */
public final class LogLevel {

    private static final Logger LOG = LoggerFactory.getLogger(LogLevel.class);
    private static final String OURS = "dev.candlewick";

    private LogLevel() {}

    public static void use(Level level) {
        try {
            Configurator.setLevel(OURS, org.apache.logging.log4j.Level.valueOf(level.name()));
        } catch (LinkageError e) {
            LOG.warn("log.level has no effect: this process logs by something else than Log4j 2");
        }
    }
}
