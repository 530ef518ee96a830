package dev.candlewick.sinks.cache;

import static dev.candlewick.sinks.cache.RemoteLakeFixture.PLENTY;
import static dev.candlewick.sinks.cache.RemoteLakeFixture.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeCopyTest {

    private static final LocalDate SECOND = LocalDate.of(2025, 1, 2);
    private static final Need SECOND_DAY = Need.of(Tables.BARS, Wanted.between(SECOND, SECOND));
    private static final Need ALL = Need.of(Tables.BARS, Wanted.ALL);

    @TempDir private Path folder;
    private RemoteLakeFixture lake;

    @BeforeEach
    void fourDays() throws Exception {
        lake = new RemoteLakeFixture(folder);
        lake.local().prepare(List.of(Tables.BARS));
        for (int day = 1; day <= 4; day++) {
            lake.bars("BTC", "2025-01-0" + day);
        }
    }

    @Test
    void onlyTheFoldersOfTheDatesAreFetched() throws Exception {
        try (LakeCopy copy = lake.copy(PLENTY)) {
            copy.bring(List.of(SECOND_DAY));

            assertThat(files(copy.path()))
                    .hasSize(2)
                    .anyMatch(file -> file.equals("bars/schema.parquet"))
                    .anyMatch(file -> file.startsWith("bars/date=2025-01-02/"));
            assertThat(lake.fetched()).isEqualTo(2);
        }
    }

    @Test
    void whatProvesThatBarsAreSettledIsFetchedToo() throws Exception {
        try (LakeCopy copy = lake.copy(PLENTY)) {
            copy.bring(List.of(new Need(Tables.BARS, Wanted.between(null, SECOND), true)));

            assertThat(files(copy.path()))
                    .hasSize(5) // the next day, and the newest
                    .anyMatch(file -> file.startsWith("bars/date=2025-01-03/"))
                    .anyMatch(file -> file.startsWith("bars/date=2025-01-04/"));
        }
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        try (LakeCopy first = lake.copy(PLENTY);
                LakeCopy second = lake.copy(PLENTY)) {
            first.bring(List.of(ALL));
            assertThat(lake.fetched()).isEqualTo(5);

            second.bring(List.of(ALL));

            assertThat(lake.fetched()).isZero();
            assertThat(files(second.path())).isEqualTo(files(first.path()));
        }
    }

    @Test
    void whatWasUsedLeastRecentlyGoesAndStaysWhereItIsRead() throws Exception {
        try (LakeCopy reading = lake.copy(PLENTY)) {
            reading.bring(List.of(ALL));
            List<String> before = files(reading.path());
            long all = bytes(lake.cache().resolve("files"));
            lake.bars("BTC", "2025-01-05");
            try (LakeCopy other = lake.copy(all)) {
                other.bring(
                        List.of(Need.of(Tables.BARS, Wanted.between(SECOND.plusDays(1), null))));
            }

            assertThat(bytes(lake.cache().resolve("files"))).isLessThanOrEqualTo(all);
            assertThat(files(reading.path())).isEqualTo(before);
        }
    }

    @Test
    void moreThanTheCacheHoldsIsRefusedBeforeItIsFetched() throws Exception {
        try (LakeCopy copy = lake.copy(5_000)) {
            assertThatThrownBy(() -> copy.bring(List.of(ALL)))
                    .hasMessageContaining("raise query.cache-size")
                    .hasMessageContaining("MB of the lake");
            assertThat(lake.fetched()).isZero();
        }
    }

    @Test
    void copiesOfProcessesThatDiedAreRemoved() throws Exception {
        Path copies = Files.createDirectories(lake.cache().resolve("copies"));
        Files.createDirectories(copies.resolve("dead/bars"));
        Files.writeString(copies.resolve("dead/bars/rows.parquet"), "rows");
        Files.createFile(copies.resolve("dead.lock"));

        try (LakeCopy copy = lake.copy(PLENTY);
                LakeCopy other = lake.copy(PLENTY)) {
            assertThat(copies.resolve("dead")).doesNotExist();
            assertThat(copy.path()).exists();
            assertThat(other.path()).exists();
        }

        assertThat(files(copies)).isEmpty();
    }

    @Test
    void aFileOfOtherSymbolsIsNotFetchedWhereThatIsCheaper() throws Exception {
        Path large = lake.bars("ETH", "2025-01-04");

        assertThat(mayHave(large, "ETH")).isTrue();
        assertThat(mayHave(large, "BTC")).isFalse();
        assertThat(mayHave(large, "ZEC")).isFalse();
    }

    private boolean mayHave(Path file, String symbol) throws Exception {
        return new SymbolsOfFile(
                        Lake.at(lake.path()).folderOf(Tables.BARS).files().stream()
                                .filter(each -> each.name().endsWith(file.getFileName().toString()))
                                .findFirst()
                                .orElseThrow())
                .mayHave(Set.of(symbol));
    }

    private static long bytes(Path folder) throws Exception {
        long bytes = 0;
        for (String file : files(folder)) {
            bytes += Files.size(folder.resolve(file));
        }
        return bytes;
    }
}
