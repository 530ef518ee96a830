/**
 * The schema of every table, declared once for all stores: a name that a user reads is written down
 * here and nowhere else.
 */
package dev.candlewick.sinks.tables;
