package dev.candlewick.sources.net;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Sends requests with the HTTP client of the JDK.
 *
 * <p>The client's own timeout ends with the headers, so a body that trickles in could hold a
 * request for ever; here the timeout is for the whole of it.
 */
public final class JavaHttpFetcher implements HttpFetcher {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final HttpClient client;
    private final ExecutorService executor;
    private final Duration timeout;
    private final int maxBodyBytes;

    public JavaHttpFetcher(Duration timeout, int maxBodyBytes) {
        this.timeout = timeout;
        this.maxBodyBytes = maxBodyBytes;
        this.executor = Executors.newCachedThreadPool(JavaHttpFetcher::daemon);
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .executor(executor)
                        .build();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "http-fetcher");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // of a callback that cannot fail
    public CompletableFuture<HttpOutcome> send(HttpQuery query) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(
                        requestOf(query),
                        head -> new BoundedBody(maxBodyBytes, BoundedBody.isParsed(head)));
        CompletableFuture<HttpOutcome> outcome =
                exchange.thenApply(JavaHttpFetcher::answerOf)
                        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(failure -> failureOf(failure, timeout));
        // Once there is an outcome, the exchange is not needed: its connection must go.
        outcome.whenComplete((ended, cancelled) -> exchange.cancel(true));
        return outcome;
    }

    private HttpRequest requestOf(HttpQuery query) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(query.uri())
                        .timeout(timeout)
                        .header("Accept", "application/json");
        if (query.json() == null) {
            return request.GET().build();
        }
        return request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(query.json()))
                .build();
    }

    private static HttpOutcome answerOf(HttpResponse<byte[]> response) {
        return new HttpAnswer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers()
                        .firstValue("Retry-After")
                        .map(JavaHttpFetcher::retryAfter)
                        .orElse(0L),
                response.body());
    }

    /** 0 if it is not a number of seconds: a date needs a clock that can be trusted. */
    private static long retryAfter(String header) {
        String text = header.strip();
        return SECONDS.matcher(text).matches() ? Long.parseLong(text) : 0;
    }

    private static HttpFailure failureOf(Throwable thrown, Duration timeout) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        HttpFailure.Kind kind = kindOf(cause);
        return new HttpFailure(
                kind, kind == HttpFailure.Kind.TIMEOUT ? timeout.toString() : textOf(cause));
    }

    private static HttpFailure.Kind kindOf(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return HttpFailure.Kind.TIMEOUT;
        }
        // The client wraps what a body subscriber throws in an exception of its own.
        if (cause instanceof BoundedBody.TooLargeException
                || cause.getCause() instanceof BoundedBody.TooLargeException) {
            return HttpFailure.Kind.TOO_LARGE;
        }
        return HttpFailure.Kind.UNREACHABLE;
    }

    private static String textOf(Throwable cause) {
        String text = cause.getMessage();
        return cause instanceof IOException && text != null ? text : cause.toString();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
