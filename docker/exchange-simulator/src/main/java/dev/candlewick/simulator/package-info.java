/** The exchange, played from a tape: its WebSocket and HTTP shapes with scripted faults. */
package dev.candlewick.simulator;
