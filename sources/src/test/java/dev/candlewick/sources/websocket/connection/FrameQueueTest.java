package dev.candlewick.sources.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameQueueTest {

    private final FrameQueue queue = new FrameQueue(2, 100);
    private final int generation = queue.nextGeneration();

    @Test
    void handsOverInOrder() throws Exception {
        queue.put(new Incoming.Opened(generation, 0));
        queue.put(frame(generation, 10));

        assertThat(queue.poll(0)).isInstanceOf(Incoming.Opened.class);
        assertThat(queue.poll(0)).isInstanceOf(Incoming.Frame.class);
        assertThat(queue.poll(0)).isNull();
    }

    @Test
    void framesOfAnOldConnectionAreDroppedWhetherQueuedOrStillToCome() throws Exception {
        queue.put(frame(generation, 10));

        int newer = queue.nextGeneration();
        queue.put(frame(generation, 10));
        queue.put(new Incoming.Closed(generation, 1006, ""));

        assertThat(queue.poll(0)).isNull();
        assertThat(queue.bytes()).isZero();
        queue.put(frame(newer, 10));
        assertThat(queue.poll(0)).isNotNull();
    }

    @Test
    void aFrameWaitsWhileTheQueueIsFull() throws Exception {
        queue.put(frame(generation, 10));
        queue.put(frame(generation, 10));
        CompletableFuture<Void> third = putAside(frame(generation, 10));

        awaitFull();
        assertThat(third).isNotDone();

        queue.poll(0);
        third.get(10, TimeUnit.SECONDS);
        assertThat(queue.depth()).isEqualTo(2);
    }

    @Test
    void bytesAreBoundedToo() throws Exception {
        queue.put(frame(generation, 90));
        CompletableFuture<Void> second = putAside(frame(generation, 11));

        awaitFull();
        assertThat(queue.bytes()).isEqualTo(90);
        queue.poll(0);
        second.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aFrameBeyondTheBoundIsLetInAlone() throws Exception {
        queue.put(frame(generation, 1_000));

        assertThat(queue.poll(0)).isNotNull();
    }

    @Test
    void openingsAndClosingsNeverWait() {
        queue.put(frame(generation, 10));
        queue.put(frame(generation, 10));

        queue.put(new Incoming.Closed(generation, 1006, ""));

        assertThat(queue.depth()).isEqualTo(3);
    }

    @Test
    void aNewConnectionFreesTheThreadOfTheOldOne() throws Exception {
        queue.put(frame(generation, 10));
        queue.put(frame(generation, 10));
        CompletableFuture<Void> waiting = putAside(frame(generation, 10));
        awaitFull();

        queue.nextGeneration();

        waiting.get(10, TimeUnit.SECONDS);
        assertThat(queue.depth()).isZero();
    }

    @Test
    void wakingUpEndsTheWait() throws Exception {
        queue.wakeUp();

        assertThat(queue.poll(60_000)).isNull();
    }

    private CompletableFuture<Void> putAside(Incoming incoming) {
        return CompletableFuture.runAsync(() -> queue.put(incoming));
    }

    private void awaitFull() {
        while (!queue.takeHasBeenFull()) {
            Thread.onSpinWait();
        }
    }

    private static Incoming.Frame frame(int generation, int size) {
        return new Incoming.Frame(generation, new byte[size], 0);
    }
}
