package dev.candlewick.sources.websocket.receiver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receivers of this process whose job is being restarted: they go on receiving into the journal
 * until the next reader takes them over. Thread-safe.
 */
public final class ParkedReceivers {

    private static final Map<String, ReceiverThread> PARKED = new HashMap<>();

    private ParkedReceivers() {}

    /**
     * @param lane what the next reader asks for
     */
    public static void park(String lane, ReceiverThread receiver) {
        ReceiverThread former;
        synchronized (PARKED) {
            former = PARKED.put(lane, receiver);
        }
        if (former != null) {
            former.close();
        }
    }

    /** The one that is parked there; it is the caller's from now on. */
    public static Optional<ReceiverThread> take(String lane) {
        synchronized (PARKED) {
            return Optional.ofNullable(PARKED.remove(lane));
        }
    }

    /** No reader comes any more. */
    public static void closeAll() {
        List<ReceiverThread> all;
        synchronized (PARKED) {
            all = new ArrayList<>(PARKED.values());
            PARKED.clear();
        }
        all.forEach(ReceiverThread::close);
    }
}
