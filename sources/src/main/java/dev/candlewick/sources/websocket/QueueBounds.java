package dev.candlewick.sources.websocket;

import java.io.Serializable;

/**
 * How much a reader holds that it has received and not yet decoded; beyond it the socket is not
 * read.
 *
 * @param bytes also the largest frame that is accepted
 */
public record QueueBounds(int frames, int bytes) implements Serializable {

    public static final QueueBounds DEFAULT = new QueueBounds(10_000, 32 << 20);

    public QueueBounds {
        if (frames < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "The queue needs room for a frame, but its bounds are "
                            + frames
                            + " frames and "
                            + bytes
                            + " bytes");
        }
    }
}
