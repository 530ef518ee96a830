package dev.candlewick.functions.history;

import dev.candlewick.functions.model.BarInterval;
import java.util.HashMap;
import java.util.Map;

/** How far the candle history of a symbol has been requested. Mutable keyed state. */
public class HistoryPlan {
    /** In the universe; {@link #UNRANKED} while it is unknown. */
    public int rank = UNRANKED;

    /** The end of the windows that were requested; none before collection has started. */
    public Map<BarInterval, Long> requestedUntil = new HashMap<>();

    /**
     * The end of the window in which collection started or started again. Its bar is partial, so it
     * is requested too, once it is over.
     */
    public Map<BarInterval, Long> startEnds = new HashMap<>();

    static final int UNRANKED = Integer.MAX_VALUE;

    boolean isStarted() {
        return !requestedUntil.isEmpty();
    }
}
