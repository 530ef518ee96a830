package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.hyperliquid.wire.StreamType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a user finds the rows of a stream that the settings name. */
class StreamTablesTest {

    @ParameterizedTest
    @EnumSource
    void theTableOfEveryStreamIsInTheDataDictionary(StreamType stream) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/data-dictionary.md")))
                .contains("## " + stream.table());
    }
}
