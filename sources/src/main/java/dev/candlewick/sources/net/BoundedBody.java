package dev.candlewick.sources.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects a body up to a bound. Of a body that will be parsed everything is needed; any other is
 * kept for diagnosis, so its beginning is enough.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

    private static final int EXCERPT_BYTES = 4096;

    private final int maxBytes;
    private final boolean whole;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.Subscription subscription;

    BoundedBody(int maxBytes, boolean whole) {
        this.maxBytes = whole ? maxBytes : Math.min(maxBytes, EXCERPT_BYTES);
        this.whole = whole;
    }

    static boolean isParsed(HttpResponse.ResponseInfo head) {
        String type = head.headers().firstValue("Content-Type").orElse("");
        return head.statusCode() / 100 == 2 && HttpAnswer.isJson(type);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        to.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(this::take);
    }

    private void take(ByteBuffer buffer) {
        int room = maxBytes - collected.size();
        byte[] bytes = new byte[Math.min(room, buffer.remaining())];
        boolean overflows = buffer.remaining() > room;
        buffer.get(bytes);
        collected.writeBytes(bytes);
        if (overflows && !body.isDone()) {
            subscription.cancel();
            giveUp();
        }
    }

    private void giveUp() {
        if (whole) {
            body.completeExceptionally(new TooLargeException(maxBytes));
        } else {
            body.complete(collected.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(collected.toByteArray());
    }

    /** The answer goes on beyond the bound. */
    static final class TooLargeException extends IOException {
        TooLargeException(int maxBytes) {
            super("more than " + maxBytes + " bytes");
        }
    }
}
