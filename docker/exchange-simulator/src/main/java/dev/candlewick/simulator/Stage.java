package dev.candlewick.simulator;

import java.time.Duration;
import java.util.function.Predicate;

/** What faults can do to the simulator. */
interface Stage {

    void drop(Predicate<Session> which);

    void outage(Duration tapeTime);

    void stall(Session.Voice voice, Duration duration);

    void broadcast(String text);

    SentimentIndex sentiment();

    Switches switches();
}
