package dev.candlewick.simulator;

/**
 * A subscription as the exchange understands it.
 *
 * @param json the normalised form that acknowledgements and errors repeat
 * @param fatal the exchange answers it by dropping the connection
 */
record Subscription(StreamKey stream, String json, boolean fatal) {}
