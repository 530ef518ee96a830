package dev.candlewick.functions.model;

/**
 * Consecutive readings of a sentiment index in one regime; a missing day does not end them. Its key
 * is index and startedOn; the newest row of a key is the one of the newest run, and of that the one
 * of the highest revision.
 *
 * <p>A corrected reading can merge or move episodes. A row of {@link #days} 0 says that no episode
 * starts on that day after all: displays of episodes leave it out.
 *
 * @param startedOn the start of its first day, UTC
 * @param endedOn the start of its last day; null while it lasts
 * @param days the readings in it
 * @param minValue null, like maxValue and meanValue, of an episode that is no more
 * @param knownAt from when on everything that the row says may have been known
 * @param revision 0 for the first row of a run, one more for each change of content
 */
public record RegimeEpisode(
        String indexName,
        Regime regime,
        long startedOn,
        Long endedOn,
        int days,
        Integer minValue,
        Integer maxValue,
        Double meanValue,
        long knownAt,
        int revision,
        String runId) {

    /** Takes an episode back that a correction did away with. */
    public static RegimeEpisode vanished(
            String indexName,
            Regime regime,
            long startedOn,
            long knownAt,
            int revision,
            String runId) {
        return new RegimeEpisode(
                indexName, regime, startedOn, startedOn, 0, null, null, null, knownAt, revision,
                runId);
    }
}
