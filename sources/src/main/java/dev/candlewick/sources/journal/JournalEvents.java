package dev.candlewick.sources.journal;

/** What a journal has to tell besides frames; called from any thread. */
public interface JournalEvents {

    /**
     * Frames that were read, but that no checkpoint had passed, are gone: the journal was too
     * large.
     */
    void onDropped(long bytes);

    /** Frames go unjournalled, because the folder cannot be written; called at each attempt. */
    void onSuspended(String folder, String reason);

    /** Frames are journalled again. */
    void onResumed(String folder);

    /** The journal is as large as it may be, and all of it is still needed. */
    void onFull(String folder, long maxBytes);

    /** It may grow again. */
    void onRoom(String folder);
}
