package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolFileTest {

    @TempDir Path folder;

    @Test
    void aPlainFileHasASymbolALine() throws Exception {
        assertThat(SymbolFile.read(file("list.txt", "\uFEFFBTC\n\n# spot\n PURR/USDC \nBTC\n")))
                .containsExactly("BTC", "PURR/USDC");
    }

    @Test
    void aListMayGivePriorities() throws Exception {
        String yaml = "- DOGE\n- {symbol: ETH, priority: 2}\n- symbol: 'xyz:TSLA'\n  priority: 1\n";
        String json = "[\"DOGE\", {\"symbol\":\"ETH\",\"priority\":2}, {\"symbol\":\"NO\"}]";

        assertThat(SymbolFile.read(file("list.yaml", yaml)))
                .containsExactly("xyz:TSLA", "ETH", "DOGE");
        assertThat(SymbolFile.read(file("list.json", json))).containsExactly("ETH", "DOGE", "NO");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: 1}                        | holds no list
                    [                             | is not YAML or JSON
                    [{priority: 1}]               | the element has no symbol
                    [{symbol: A, priority: high}] | priority high is not a whole number
                    [{symbol: A, rank: 1}]        | rank is not known
                    [[A]]                         | an element is a name or
                    []                            | names no symbol
                    """)
    void aBadListSaysWhatIsWrongAndWhere(String text, String why) throws Exception {
        Path file = file("list.yml", text);

        assertThatThrownBy(() -> SymbolFile.read(file))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("list.yml")
                .hasMessageContaining(why);
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
