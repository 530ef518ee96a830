package dev.candlewick.job.reload;

import dev.candlewick.functions.model.SettingsChange;
import dev.candlewick.functions.sentiment.RulesInForce;
import java.util.List;

/**
 * Settings that are in force from here on.
 *
 * @param changes those that no checkpoint has seen
 */
public record SettingsUpdate(long version, RulesInForce sentiment, List<SettingsChange> changes) {}
