package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Shows a test what a job in the same JVM puts out, while it runs and over its restarts. */
final class CollectingSink implements Sink<FeedEvent> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Queue<FeedEvent>> COLLECTED = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    CollectingSink() {
        COLLECTED.put(id, new ConcurrentLinkedQueue<>());
    }

    List<FeedEvent> events() {
        return List.copyOf(COLLECTED.get(id));
    }

    @Override
    public SinkWriter<FeedEvent> createWriter(WriterInitContext context) {
        return new Writer(COLLECTED.get(id));
    }

    private record Writer(Queue<FeedEvent> collected) implements SinkWriter<FeedEvent> {

        @Override
        public void write(FeedEvent event, Context context) {
            collected.add(event);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
