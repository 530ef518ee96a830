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
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The receiver of one reader: a new one, or that of the reader which had its place and its splits
 * before, in this process. It is known when the reader has got what a checkpoint holds for it.
 */
final class Receiving {

    private final FeedSettings settings;
    private final TimeSource time;
    private final FeedMetrics metrics;
    private final int readers;
    private final String lane;
    private Reception reception;

    /**
     * @param reader its number among the readers of the source
     */
    Receiving(
            FeedSettings settings, TimeSource time, FeedMetrics metrics, int reader, int readers) {
        this.settings = settings;
        this.time = time;
        this.metrics = metrics;
        this.readers = readers;
        this.lane =
                String.format(
                        Locale.ROOT,
                        "%s %s %d of %d",
                        settings.address(),
                        settings.journal() == null ? "" : settings.journal().folder(),
                        reader,
                        readers);
    }

    /**
     * Begins, unless it has begun.
     *
     * @param splits what a checkpoint holds for the reader
     */
    Reception begin(Collection<String> splits) {
        if (reception == null) {
            reception = parked(new HashSet<>(splits)).orElseGet(this::anew);
            metrics.show(reception.receiver(), reception.journal());
        }
        return reception;
    }

    /** What has begun; null if nothing has. */
    Reception reception() {
        return reception;
    }

    /** With several readers, splits may have moved: the lane of another reader has their frames. */
    private Optional<Reception> parked(Set<String> splits) {
        Optional<ReceiverThread> parked =
                outlivesReaders() ? ParkedReceivers.take(lane) : Optional.empty();
        Optional<Reception> takenOver =
                parked.flatMap(
                        receiver ->
                                receiver.handOver(metrics)
                                        .filter(handOver -> fits(handOver, splits))
                                        .map(handOver -> new Reception(receiver, handOver)));
        if (takenOver.isEmpty()) {
            parked.ifPresent(ReceiverThread::close);
        }
        return takenOver;
    }

    private boolean fits(HandOver handOver, Set<String> splits) {
        return readers == 1 || splits.equals(Set.copyOf(handOver.carried()));
    }

    private Reception anew() {
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
        ReceiverThread thread =
                new ReceiverThread(
                        new Receiver(settings, transport, time, journal, events),
                        journal,
                        events,
                        "receiver of " + settings.address());
        return new Reception(thread, HandOver.NONE);
    }

    /** The reader ends; another one may go on. */
    void end() {
        if (reception == null) {
            return;
        }
        if (outlivesReaders() && reception.thread().canGoOn()) {
            ParkedReceivers.park(lane, reception.thread());
        } else {
            reception.thread().close();
        }
    }

    private boolean outlivesReaders() {
        return settings.journal() != null && settings.journal().outlivesReaders();
    }
}
