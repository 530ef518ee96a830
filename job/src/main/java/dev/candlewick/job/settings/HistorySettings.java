package dev.candlewick.job.settings;

import dev.candlewick.functions.history.HistoryRules;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.quality.HealingRules;
import java.util.List;
import java.util.Map;

/**
 * How much candle history is collected of each symbol.
 *
 * @param intervals empty for all that are built
 */
public record HistorySettings(Mode mode, int depth, List<BarInterval> intervals) {

    /** When history is collected. */
    public enum Mode {
        /** With discovery. */
        AUTO,
        ON,
        OFF;

        static Map<String, Mode> words() {
            return Map.of("auto", AUTO, "on", ON, "off", OFF);
        }
    }

    /** For bars of these intervals. */
    public HistoryRules rules(boolean discovery, List<BarInterval> built) {
        boolean collected = mode == Mode.ON || (mode == Mode.AUTO && discovery);
        return collected
                ? new HistoryRules(
                        intervals.isEmpty() ? built : intervals, depth, HealingRules.GRACE)
                : HistoryRules.NONE;
    }

    static HistorySettings from(Values values) {
        return new HistorySettings(
                values.get(UniverseKeys.HISTORY),
                values.get(UniverseKeys.HISTORY_DEPTH),
                values.get(UniverseKeys.HISTORY_INTERVALS));
    }
}
