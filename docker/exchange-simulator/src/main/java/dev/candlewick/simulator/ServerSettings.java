package dev.candlewick.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How the simulator deals with clients; {@link SimulatorBuilder} describes each.
 *
 * @param sizeDecimals of every known coin
 * @param listings null for those of the tape
 * @param maxWeight of requests over HTTP within a {@code rateWindow}
 * @param start subscriptions the tape waits for at first
 * @param stayOpen after the end of the tape
 */
record ServerSettings(
        String host,
        int port,
        int restPort,
        Map<String, Integer> sizeDecimals,
        Listings listings,
        int maxWeight,
        Duration rateWindow,
        SentimentHistory sentiment,
        Map<StreamKey, Integer> start,
        Set<String> heldChannels,
        boolean holdUnsubscribed,
        Duration resubscribeTimeout,
        Duration idleTimeout,
        Duration rejectDelay,
        boolean stayOpen) {}
