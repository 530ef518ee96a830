package dev.candlewick.sources.journal;

/** What a journal has to tell besides frames; called from any thread. */
public interface JournalEvents {

    /** Frames that no checkpoint had passed are gone, because the journal had grown too large. */
    void onDropped(long bytes);

    /** Frames go unjournalled, because the folder cannot be written. */
    void onSuspended();
}
