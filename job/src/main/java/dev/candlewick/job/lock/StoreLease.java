package dev.candlewick.job.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock where there are none, as in an object store: an object that its holder rewrites every few
 * seconds. One that stands still has no holder any more. Clocks of machines are not compared.
 *
 * <p>Two runs that start within the same second may both get it; the one that wrote first finds
 * that out at its next renewal, and logs it.
 */
public final class StoreLease implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreLease.class);

    private final Path file;
    private final String id = UUID.randomUUID().toString();
    private final Holder holder;
    private final ScheduledExecutorService renewals =
            Executors.newSingleThreadScheduledExecutor(StoreLease::daemon);
    private Future<?> renewal;
    private long renewed;
    private boolean lost;

    private StoreLease(Path file, Holder holder) {
        this.file = file;
        this.holder = holder;
    }

    /**
     * How often it is written, and how long it must stand still to be free.
     *
     * @param look how often a lease of another run is looked at
     */
    public record Terms(Duration renewal, Duration expiry, Duration look) {
        public static final Terms DEFAULT =
                new Terms(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(1));
    }

    /** Waits between two looks; returns false to give up. */
    @FunctionalInterface
    public interface Pause {
        boolean pause(Duration duration);
    }

    /**
     * Takes the lease; waits until one that a killed run has left has expired.
     *
     * @throws HeldException if another run renews it, or the pause has given up
     */
    public static StoreLease take(Path file, Holder holder, Terms terms, Pause pause)
            throws IOException, HeldException {
        awaitExpiry(file, terms, pause);
        StoreLease lease = new StoreLease(file, holder);
        lease.write();
        String written = read(file);
        if (!written.startsWith(lease.id)) {
            lease.renewals.shutdownNow();
            throw new HeldException(holderIn(written));
        }
        long millis = terms.renewal().toMillis();
        lease.renewal =
                lease.renewals.scheduleWithFixedDelay(
                        lease::renew, millis, millis, TimeUnit.MILLISECONDS);
        return lease;
    }

    private static void awaitExpiry(Path file, Terms terms, Pause pause)
            throws IOException, HeldException {
        String first = read(file);
        boolean free =
                first.isEmpty()
                        || Holder.parse(holderIn(first)).map(Holder::hasEnded).orElse(false);
        long looks = free ? 0 : terms.expiry().dividedBy(terms.look());
        for (long look = 0; look < looks; look++) {
            if (!pause.pause(terms.look())) {
                throw new HeldException(holderIn(first));
            }
            String now = read(file);
            if (now.isEmpty()) {
                return;
            }
            if (!now.equals(first)) {
                throw new HeldException(holderIn(now));
            }
        }
    }

    /** The lines are: its id, how often it has been renewed, its holder. */
    private static String holderIn(String content) {
        return content.lines().skip(2).findFirst().orElse("");
    }

    private static String read(Path file) throws IOException {
        FileSystem files = file.getFileSystem();
        try {
            if (!files.exists(file)) {
                return "";
            }
            try (InputStream in = files.open(file)) {
                return new String(in.readAllBytes(), UTF_8);
            }
        } catch (FileNotFoundException e) {
            return "";
        }
    }

    private synchronized void write() throws IOException {
        String content = String.format(Locale.ROOT, "%s\n%d\n%s\n", id, renewed++, holder);
        try (OutputStream out = file.getFileSystem().create(file, WriteMode.OVERWRITE)) {
            out.write(content.getBytes(UTF_8));
        }
    }

    private synchronized void renew() {
        try {
            String now = read(file);
            if (!lost && !now.isEmpty() && !now.startsWith(id)) {
                lost = true;
                LOG.error("{} is written by {} as well; stop one of them", file, holderIn(now));
            }
            if (!lost) {
                write();
            }
        } catch (IOException e) {
            LOG.warn("The lease {} could not be renewed: {}", file, e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        renewal.cancel(false);
        renewals.shutdownNow();
        synchronized (this) {
            if (!lost && read(file).startsWith(id)) {
                file.getFileSystem().delete(file, false);
            }
            lost = true;
        }
    }

    private static Thread daemon(Runnable renewal) {
        Thread thread = new Thread(renewal, "lease");
        thread.setDaemon(true);
        return thread;
    }
}
