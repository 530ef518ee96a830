package dev.candlewick.job.command;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Everything that is logged, with its traces. */
final class KeptLog extends AbstractAppender {

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final PatternLayout layout =
            PatternLayout.newBuilder().withPattern("%p %c %m%n%throwable").build();

    KeptLog() {
        super("secrets", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(layout.toSerializable(event));
    }

    Collection<String> lines() {
        return lines;
    }
}
