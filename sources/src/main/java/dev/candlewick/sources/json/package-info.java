/**
 * Reads JSON from bytes, field by field and without a tree, and rejects what breaks the rules.
 *
 * <p>A {@link dev.candlewick.sources.json.Schema} declares typed fields; a row returns each by its
 * {@link dev.candlewick.sources.json.Field}. Whatever is wrong with an input becomes one {@link
 * dev.candlewick.sources.json.Rejection} with a {@link dev.candlewick.sources.json.Reason}; a bad
 * element of an array does not affect the others.
 */
package dev.candlewick.sources.json;
