package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.net.JavaWebSocketTransport;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.receiver.EventsOfReader;
import dev.candlewick.sources.websocket.receiver.HandOver;
import dev.candlewick.sources.websocket.receiver.ParkedReceivers;
import dev.candlewick.sources.websocket.receiver.Receiver;
import dev.candlewick.sources.websocket.receiver.ReceiverThread;
import java.util.Optional;

/**
 * The receiver of one reader: a new one, or the one of the reader before that was in this process.
 *
 * @param handOver {@link HandOver#NONE} of a new one
 */
record Reception(ReceiverThread thread, HandOver handOver) {

    /**
     * @param isAlone whether the source has no other reader, which splits might have moved to
     */
    static Reception begin(
            FeedSettings settings, TimeSource time, FeedMetrics metrics, boolean isAlone) {
        Optional<ReceiverThread> parked =
                isAlone && outlivesReaders(settings)
                        ? ParkedReceivers.take(laneOf(settings))
                        : Optional.empty();
        if (parked.isPresent()) {
            Optional<HandOver> handOver = parked.get().handOver(metrics);
            if (handOver.isPresent()) {
                return new Reception(parked.get(), handOver.get());
            }
            parked.get().close();
        }
        return new Reception(receiver(settings, time, metrics), HandOver.NONE);
    }

    private static ReceiverThread receiver(
            FeedSettings settings, TimeSource time, FeedMetrics metrics) {
        EventsOfReader events = new EventsOfReader(metrics);
        FrameJournal journal =
                settings.journal() == null
                        ? null
                        : new FrameJournal(settings.journal(), settings.address(), events);
        WebSocketTransport transport =
                new JavaWebSocketTransport(
                        settings.uri(),
                        settings.policy().connectTimeout(),
                        settings.queue().bytes());
        return new ReceiverThread(
                new Receiver(settings, transport, time, journal, events),
                journal,
                events,
                "receiver of " + settings.address());
    }

    private static boolean outlivesReaders(FeedSettings settings) {
        return settings.journal() != null && settings.journal().outlivesReaders();
    }

    private static String laneOf(FeedSettings settings) {
        return settings.address() + " " + settings.journal().folder();
    }

    Receiver receiver() {
        return thread.receiver();
    }

    FrameJournal journal() {
        return thread.journal();
    }

    /** The reader ends; another one may go on. */
    void end(FeedSettings settings, boolean isAlone) {
        if (isAlone && outlivesReaders(settings) && thread.canGoOn()) {
            ParkedReceivers.park(laneOf(settings), thread);
        } else {
            thread.close();
        }
    }
}
