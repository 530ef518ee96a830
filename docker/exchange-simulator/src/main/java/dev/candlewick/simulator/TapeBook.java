package dev.candlewick.simulator;

import java.time.Instant;

/** An order book as the exchange sent it; {@code json} is the whole frame. */
public record TapeBook(String coin, Instant receivedAt, String json) {}
