package dev.candlewick.functions.universe;

import dev.candlewick.functions.model.Standing;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one decision.
 *
 * @param standings of every candidate and every former member: ranked ones first, best first, then
 *     the others by symbol
 * @param memberSince the members from now on, and since when each is one
 * @param changed the standings of those that entered or left
 */
public record Selection(
        List<Standing> standings, Map<String, Long> memberSince, List<Standing> changed) {}
