package dev.candlewick.sources.websocket.receiver;

import dev.candlewick.sources.journal.FrameJournal;
import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a receiver until it is closed, for one reader after another. */
public final class ReceiverThread implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiverThread.class);
    private static final int WAIT_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Receiver receiver;
    private final FrameJournal journal;
    private final EventsOfReader events;
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile CompletableFuture<Optional<HandOver>> handOver;

    /**
     * @param journal null if there is none
     */
    public ReceiverThread(
            Receiver receiver, FrameJournal journal, EventsOfReader events, String name) {
        this.receiver = receiver;
        this.journal = journal;
        this.events = events;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public Receiver receiver() {
        return receiver;
    }

    /** Null if there is none. */
    public FrameJournal journal() {
        return journal;
    }

    /** Does nothing if it has been started. */
    public void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!isClosed) {
                receiver.advance(WAIT_MILLIS);
                CompletableFuture<Optional<HandOver>> asked = handOver;
                if (asked != null) {
                    handOver = null;
                    asked.complete(receiver.handOver());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            receiver.backlog().fail(e);
        }
    }

    /** Whether another reader can go on where this one ends. */
    public boolean canGoOn() {
        return thread.isAlive() && !isClosed;
    }

    /** Goes on for another reader; empty if that is not possible without a loss. */
    public Optional<HandOver> handOver(Receiver.Events reader) {
        CompletableFuture<Optional<HandOver>> asked = new CompletableFuture<>();
        handOver = asked;
        receiver.queue().wakeUp();
        try {
            Optional<HandOver> answer = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            events.goTo(reader);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** A disk that hangs may hold the thread; then it is left behind. */
    @Override
    public void close() {
        isClosed = true;
        receiver.queue().wakeUp();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("{} does not end; the socket is closed under it", thread.getName());
        }
        receiver.close();
    }
}
