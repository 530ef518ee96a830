package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.functions.model.Standing;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Chooses which symbols are collected besides those that always are. It is asked again and again,
 * one call at a time, on a thread on which it may block.
 */
public interface SymbolChoice extends Serializable {

    /** How long after a choice the next one is due. */
    Duration every();

    /** How long after a choice it is asked whether there is reason for another. */
    default Duration lookEvery() {
        return every();
    }

    /** Whether the symbols that are collected from the start on are its choice from then on. */
    default boolean choosesAll() {
        return false;
    }

    /**
     * Chooses again.
     *
     * @param memberSince the members so far, as far as they are known: the last choice may not have
     *     taken effect
     * @return null if there is no reason for another choice
     * @throws IOException if nothing can be decided now; then the members stay as they are
     */
    Choice choose(Map<String, Long> memberSince) throws IOException, InterruptedException;

    /**
     * The outcome of a choice.
     *
     * @param memberSince the members from now on
     * @param standings what has to be stored of it
     */
    record Choice(Map<String, Long> memberSince, List<Standing> standings) {}
}
