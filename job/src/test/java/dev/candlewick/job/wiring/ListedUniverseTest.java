package dev.candlewick.job.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Standing;
import dev.candlewick.job.reload.SettingsInForce;
import dev.candlewick.job.settings.ReloadableSettings;
import dev.candlewick.sources.websocket.enumerator.SymbolChoice.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was in, and why, can be answered for a universe from a file too. */
class ListedUniverseTest {

    @TempDir private Path folder;
    private Path file;
    private ListedUniverse universe;

    @BeforeEach
    void listEthAndSol() throws Exception {
        file = folder.resolve("symbols.txt");
        Files.writeString(file, "ETH\nSOL\n");
        universe = new ListedUniverse(Optional.of(file), fixed("BTC"));
    }

    @Test
    void theFirstChoiceTellsWhoIsInAndWhy() throws Exception {
        Choice choice = universe.choose(Map.of());

        assertThat(choice.memberSince()).containsOnlyKeys("BTC", "ETH", "SOL");
        assertThat(choice.standings())
                .extracting(ListedUniverseTest::shown)
                .containsExactly("1 BTC pinned", "2 ETH listed", "3 SOL listed");
        assertThat(choice.standings())
                .allSatisfy(
                        standing ->
                                assertThat(choice.memberSince().get(standing.symbol()))
                                        .isEqualTo(standing.chosenAt()));
    }

    @Test
    void laterOnesTellWhatHasChanged() throws Exception {
        Map<String, Long> first = universe.choose(Map.of()).memberSince();
        assertThat(universe.choose(first).standings()).isEmpty();

        Files.writeString(file, "SOL\nxyz:XYZ100\n");
        Choice changed = universe.choose(first);
        assertThat(changed.standings())
                .extracting(ListedUniverseTest::shown)
                .containsExactlyInAnyOrder("3 xyz:XYZ100 listed", "- ETH not_listed");
        assertThat(changed.memberSince())
                .containsOnlyKeys("BTC", "SOL", "xyz:XYZ100")
                .containsEntry("SOL", first.get("SOL"));
    }

    @Test
    void aMemberThatLeftWhileNoProcessRanIsToldToo() throws Exception {
        Choice choice = universe.choose(Map.of("BTC", 1L, "DOGE", 2L));

        assertThat(choice.standings())
                .extracting(ListedUniverseTest::shown)
                .containsExactly(
                        "1 BTC pinned", "2 ETH listed", "3 SOL listed", "- DOGE not_listed");
    }

    @Test
    void aBadFileDecidesNothing() throws Exception {
        Files.writeString(file, "ETH\nBTC/\n");

        assertThatThrownBy(() -> universe.choose(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("symbols.txt:2: ");
    }

    private static String shown(Standing standing) {
        assertThat(standing.included()).isEqualTo(standing.rank() != null);
        String rank = standing.rank() == null ? "-" : standing.rank().toString();
        return rank + " " + standing.symbol() + " " + standing.reason();
    }

    private static SettingsInForce fixed(String symbol) {
        return SettingsInForce.fixed(
                new ReloadableSettings(List.of(symbol), null, null, null, null, null));
    }
}
