package dev.candlewick.job.letters;

/** What is to be done with a dead letter. */
enum Verdict {
    PUT_BACK("put back"),
    STORED("in the lake already"),
    NOT_SETTLED("not replayed yet, since a running job may still change their bars"),
    CONFLICTING("of trades under the id of another one, which stands"),
    REFUSED("still refused by today's rules"),
    READ_AGAIN("of the archive or of an answer: backfill, or the next request, reads them again");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
