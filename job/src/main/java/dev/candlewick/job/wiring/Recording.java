package dev.candlewick.job.wiring;

import dev.candlewick.job.settings.ExchangeSettings;
import dev.candlewick.sources.journal.JournalSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run wants of the frame journal beside what the settings say.
 *
 * @param tapes where to keep frames as tapes, if anywhere
 * @param since what was journalled earlier is not replayed to symbols without a checkpoint
 * @param inOneProcess whether a job that is restarted goes on in the same process
 */
public record Recording(Optional<Path> tapes, Instant since, boolean inOneProcess) {

    /** Null if the settings turn the journal off. */
    JournalSettings journal(ExchangeSettings exchange) {
        if (exchange.journal().isEmpty()) {
            return null;
        }
        JournalSettings settings =
                JournalSettings.of(
                                absolute(exchange.journal().get()),
                                exchange.journalBytes(),
                                exchange.journalFsync())
                        .since(since.toEpochMilli())
                        .outlivingReaders(inOneProcess);
        return tapes.isEmpty() ? settings : settings.keepingTapesIn(absolute(tapes.get()));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
