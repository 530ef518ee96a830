package dev.candlewick.job.local;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and its likes, as a request that the run itself answers. The second one ends the process
 * at once, with 128 and its number, as shells count.
 *
 * <p>A shutdown hook would not do: it runs beside the hooks that take Flink's files away, and
 * cannot give an exit code without skipping them. The class that can is reached by name, since the
 * compiler warns of it and every JDK has it.
 */
public final class StopSignal {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    private static final int ENDED_BY = 128;
    private static final Duration SAVEPOINT_WITHIN = Duration.ofSeconds(6);
    static final Duration ENDS_WITHIN = Duration.ofMillis(9_500);
    private static final Duration WITHOUT_HURRY = Duration.ofSeconds(60);

    private final AtomicInteger received = new AtomicInteger();
    private final Duration patience;
    private volatile long requestedAt;
    private volatile IntSupplier lastWords = () -> 1;

    private StopSignal(Duration patience) {
        this.patience = patience;
    }

    /** Answers the signals of this process from now on. */
    public static StopSignal installed() {
        StopSignal stop = new StopSignal(SAVEPOINT_WITHIN);
        SIGNALS.keySet().forEach(stop::handle);
        return stop;
    }

    /** Waits for no signal; something else may request a stop. */
    public static StopSignal uninstalled() {
        return new StopSignal(WITHOUT_HURRY);
    }

    public void request() {
        request("INT");
    }

    private void request(String signal) {
        requestedAt = received.get() == 0 ? System.nanoTime() : requestedAt;
        if (received.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(ENDED_BY + SIGNALS.get(signal));
        }
    }

    /**
     * What is said when the process has to be ended because it does not end by itself.
     *
     * @param words says it, and returns the exit code
     */
    public void onLastResort(IntSupplier words) {
        lastWords = words;
    }

    /** Whether a savepoint has had its time. */
    boolean isOverdue() {
        return isRequested() && System.nanoTime() - requestedAt > patience.toNanos();
    }

    public boolean isRequested() {
        return received.get() > 0;
    }

    /** Service managers kill what takes longer; nothing that hangs may keep a process alive. */
    private void endInTime() {
        Thread watchdog =
                new Thread(
                        () -> {
                            long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
                            while (System.nanoTime() < deadline) {
                                LockSupport.parkNanos(deadline - System.nanoTime());
                            }
                            Runtime.getRuntime().halt(lastWords.getAsInt());
                        },
                        "end in time");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object onSignal =
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) -> {
                                endInTime();
                                request(name);
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
        } catch (ReflectiveOperationException e) {
            LOG.warn("Signal {} will end the process without a savepoint", name, e);
        }
    }
}
