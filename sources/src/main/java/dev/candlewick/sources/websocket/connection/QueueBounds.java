package dev.candlewick.sources.websocket.connection;

import java.io.Serializable;

/**
 * How much is held that has been received and is neither journalled nor decoded; beyond it the
 * socket is not read.
 *
 * @param bytes also the largest frame that is accepted
 */
public record QueueBounds(int frames, int bytes) implements Serializable {

    /** At a thousand frames a second it bridges a minute and a half without a journal. */
    public static final QueueBounds DEFAULT = new QueueBounds(100_000, 64 << 20);

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
