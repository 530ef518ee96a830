package dev.candlewick.sources.net;

/** How a request ended: with an answer, whatever it says, or without one. */
public sealed interface HttpOutcome permits HttpAnswer, HttpFailure {

    /** For logs and dead letters. */
    String describe();
}
