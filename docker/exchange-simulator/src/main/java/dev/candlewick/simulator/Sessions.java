package dev.candlewick.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections, and whether they are such that the tape may go on. Guarded by the lock of
 * {@link Exchange}.
 */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final List<Session> sessions = new ArrayList<>();
    private final Set<String> heldTypes;
    private final boolean holdUnsubscribed;
    private final Hold hold;
    private long mutedUntilNanos;

    /**
     * @param heldTypes streams whose lost subscriptions the tape waits for
     * @param holdUnsubscribed whether it waits for those that clients give up, too
     */
    Sessions(Set<String> heldTypes, boolean holdUnsubscribed, long patienceNanos) {
        this.heldTypes = heldTypes;
        this.holdUnsubscribed = holdUnsubscribed;
        this.hold = new Hold(patienceNanos);
    }

    void add(Session session) {
        sessions.add(session);
    }

    /** The client has gone; what it had subscribed is missed from now on. */
    void remove(Session session, long nowNanos) {
        if (session.stands()) {
            holdWhatStands(nowNanos);
        }
        session.markDropped();
        sessions.remove(session);
    }

    /** Returns whether there was such a subscription. */
    boolean unsubscribe(Session session, Subscription subscription, long nowNanos) {
        if (holdUnsubscribed) {
            holdWhatStands(nowNanos);
        }
        return session.unsubscribe(subscription);
    }

    List<Session> all() {
        return List.copyOf(sessions);
    }

    List<Session> alive(Predicate<Session> which) {
        return sessions.stream().filter(session -> !session.dropped()).filter(which).toList();
    }

    /** Not before these stand does the tape start, however long it takes. */
    void holdForStart(Map<StreamKey, Integer> subscriptions, long nowNanos) {
        hold.requireForever(subscriptions, nowNanos);
    }

    /**
     * Whatever is lost of the present subscriptions has to be taken again before the tape goes on.
     */
    void holdWhatStands(long nowNanos) {
        hold.require(
                standing().entrySet().stream()
                        .filter(entry -> heldTypes.contains(entry.getKey().type()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                nowNanos);
    }

    /**
     * Present connections fall silent until the time is over or all they carry is subscribed on
     * others.
     */
    void mute(Session.Voice voice, long durationNanos, long nowNanos) {
        holdWhatStands(nowNanos);
        hold.extend(durationNanos);
        sessions.forEach(session -> session.mute(voice));
        mutedUntilNanos = nowNanos + durationNanos;
    }

    /** Whether the tape has to wait; ends silences and waiting whose time has come. */
    boolean mustWait(long nowNanos) {
        boolean muted = sessions.stream().anyMatch(Session::muted);
        if (muted && (replaced() || nowNanos - mutedUntilNanos >= 0)) {
            sessions.forEach(session -> session.mute(Session.Voice.ALL));
            muted = false;
        }
        if (replaced()) {
            hold.clear();
        } else if (!hold.isEmpty() && hold.expired(nowNanos)) {
            LOG.warn("Continuing the tape without subscriptions that were not renewed: {}", hold);
            hold.clear();
        }
        return muted || !hold.isEmpty();
    }

    private boolean replaced() {
        return !hold.isEmpty() && hold.satisfiedBy(standing());
    }

    private Map<StreamKey, Integer> standing() {
        Map<StreamKey, Integer> standing = new HashMap<>();
        sessions.stream()
                .filter(Session::stands)
                .flatMap(session -> session.streams().stream())
                .forEach(stream -> standing.merge(stream, 1, Integer::sum));
        return standing;
    }
}
