/** The exchange's historical archive: its objects, lines and faults, made of what a tape holds. */
package dev.candlewick.simulator.archive;
