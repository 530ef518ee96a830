package dev.candlewick.sources.websocket.receiver;

/** What a receiver tells goes to whichever reader it has at the time. */
public final class EventsOfReader implements Receiver.Events {

    private volatile Receiver.Events reader;

    public EventsOfReader(Receiver.Events reader) {
        this.reader = reader;
    }

    void goTo(Receiver.Events other) {
        reader = other;
    }

    @Override
    public void onFrame(int size) {
        reader.onFrame(size);
    }

    @Override
    public void onDropped(long bytes) {
        reader.onDropped(bytes);
    }

    @Override
    public void onSuspended(String folder, String reason) {
        reader.onSuspended(folder, reason);
    }

    @Override
    public void onResumed(String folder) {
        reader.onResumed(folder);
    }

    @Override
    public void onFull(String folder, long maxBytes) {
        reader.onFull(folder, maxBytes);
    }

    @Override
    public void onRoom(String folder) {
        reader.onRoom(folder);
    }
}
