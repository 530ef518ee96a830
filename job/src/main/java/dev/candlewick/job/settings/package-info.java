/**
 * What a user may set: one registry of keys, from which files, environment and {@code --set} are
 * read, the effective settings are printed, and {@code docs/configuration.md} is written.
 */
package dev.candlewick.job.settings;
