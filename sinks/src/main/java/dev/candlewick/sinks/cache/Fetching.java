package dev.candlewick.sinks.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches several files at a time, since an object store takes its time over each. */
final class Fetching implements AutoCloseable {

    private static final int AT_A_TIME = 8;

    private final FileCache cache;
    private final FetchProgress progress;
    private final ExecutorService threads;

    Fetching(FileCache cache, FetchProgress progress) {
        this.cache = cache;
        this.progress = progress;
        this.threads = Executors.newFixedThreadPool(AT_A_TIME, Fetching::thread);
    }

    /** Those that may have wanted rows. */
    List<WantedFile> worthFetching(List<WantedFile> files) throws IOException {
        List<Boolean> worth =
                all(files.stream().<Callable<Boolean>>map(file -> file::isWorthFetching).toList());
        List<WantedFile> found = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (worth.get(i)) {
                found.add(files.get(i));
            }
        }
        return found;
    }

    void fetch(List<WantedFile> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        progress.begin(files.stream().mapToLong(file -> file.file().bytes()).sum(), files.size());
        all(files.stream().<Callable<Boolean>>map(file -> () -> fetch(file)).toList());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Another process that needs room may remove it before it has its second name. */
    private boolean fetch(WantedFile file) throws IOException {
        do {
            cache.fetch(file.file());
        } while (!cache.link(file.file(), file.target()));
        synchronized (progress) {
            progress.fetched(file.file().bytes());
        }
        return true;
    }

    private <T> List<T> all(List<Callable<T>> tasks) throws IOException {
        List<T> results = new ArrayList<>();
        try {
            List<Future<T>> begun = tasks.stream().map(threads::submit).toList();
            for (Future<T> each : begun) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were fetched");
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fetch files of the lake");
        thread.setDaemon(true);
        return thread;
    }
}
