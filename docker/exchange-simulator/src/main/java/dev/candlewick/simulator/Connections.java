package dev.candlewick.simulator;

import java.time.Duration;
import java.util.List;

/** What the player asks of the sockets. */
interface Connections {

    /** Ends the TCP connections without a close frame, after what was already sent on them. */
    void breakAll(List<Session> sessions);

    /** The HTTP port is closed for a while. */
    void closeHttp(Duration duration);

    /** The last frame has been written; {@code failure} is null unless the player broke down. */
    void tapeEnded(RuntimeException failure);
}
