package dev.candlewick.job.local;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and its likes, as a request that the run itself answers. The second one ends the process
 * at once.
 *
 * <p>A shutdown hook would not do: it runs beside the hooks that take Flink's files away, and
 * cannot give an exit code without skipping them. The class that can is reached by name, since the
 * compiler warns of it and every JDK has it.
 */
public final class StopSignal {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int KILLED = 130;

    private final AtomicInteger received = new AtomicInteger();

    /** Answers the signals of this process from now on. */
    public static StopSignal installed() {
        StopSignal stop = new StopSignal();
        SIGNALS.forEach(stop::handle);
        return stop;
    }

    /** Waits for no signal; something else may request a stop. */
    public static StopSignal uninstalled() {
        return new StopSignal();
    }

    public void request() {
        if (received.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    public boolean isRequested() {
        return received.get() > 0;
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
                                request();
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
        } catch (ReflectiveOperationException e) {
            LOG.warn("Signal {} will end the process without a savepoint", name, e);
        }
    }
}
