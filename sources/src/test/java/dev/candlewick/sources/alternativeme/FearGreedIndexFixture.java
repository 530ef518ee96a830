package dev.candlewick.sources.alternativeme;

import static dev.candlewick.sources.alternativeme.IndexUnderTest.body;

/** The index under test. */
abstract class FearGreedIndexFixture {

    static final String HISTORY = body("2025-09-04=51", "2025-09-03=55", "2025-09-02=49");

    final IndexUnderTest index = new IndexUnderTest();

    void startWithHistory() {
        index.start("2025-09-04T15:00:00Z");
        index.answer("2025-09-04T15:00:01Z", HISTORY);
    }
}
