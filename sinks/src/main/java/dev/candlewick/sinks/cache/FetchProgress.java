package dev.candlewick.sinks.cache;

/** Hears how far fetching has come; from several threads, one at a time. */
public interface FetchProgress {

    FetchProgress NONE =
            new FetchProgress() {
                @Override
                public void begin(long bytes, int files) {}

                @Override
                public void fetched(long bytes) {}
            };

    /** So much is to be fetched. */
    void begin(long bytes, int files);

    /** So much more has been. */
    void fetched(long bytes);
}
