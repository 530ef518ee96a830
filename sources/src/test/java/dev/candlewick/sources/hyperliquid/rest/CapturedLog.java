package dev.candlewick.sources.hyperliquid.rest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the sources log from INFO on, instead of where it goes otherwise. */
final class CapturedLog implements AutoCloseable {

    private static final String NAME = "dev.candlewick.sources";

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Lines lines = new Lines();

    CapturedLog() {
        lines.start();
        LoggerConfig config = new LoggerConfig(NAME, Level.INFO, false);
        config.addAppender(lines, Level.INFO, null);
        context.getConfiguration().addLogger(NAME, config);
        context.updateLoggers();
    }

    List<String> lines() {
        return lines.captured;
    }

    @Override
    public void close() {
        context.getConfiguration().removeLogger(NAME);
        context.updateLoggers();
    }

    private static final class Lines extends AbstractAppender {
        final List<String> captured = new CopyOnWriteArrayList<>();

        Lines() {
            super("captured", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            captured.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
    }
}
