package dev.candlewick.job.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Everything that a release is made of may be passed on with it: of each part one licence at least
 * lets it. Looks at the bill of materials of {@code mvn -Prelease}.
 */
@EnabledIfSystemProperty(named = "candlewick.bom", matches = ".+")
class LicencesITCase {

    private static final Set<String> PERMITTED =
            Set.of(
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "BSD-4-Clause",
                    "EPL-2.0",
                    "Go License",
                    "MIT",
                    "MIT-0",
                    "Unicode/ICU License",
                    "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)");

    @Test
    void everyPartHasALicenceThatPermitsPassingItOn() throws IOException {
        Path bom = Path.of(System.getProperty("candlewick.bom"));
        JsonNode parts = new ObjectMapper().readTree(bom.toFile()).path("components");

        List<String> refused = new ArrayList<>();
        for (JsonNode part : parts) {
            if (part.path("group").asText().equals("dev.candlewick")) {
                continue;
            }
            List<String> licences = licences(part);
            if (licences.stream().noneMatch(PERMITTED::contains)) {
                refused.add(part.path("purl").asText() + " " + licences);
            }
        }
        assertThat(parts).hasSizeGreaterThan(50);
        assertThat(refused).isEmpty();
    }

    private static List<String> licences(JsonNode part) {
        List<String> names = new ArrayList<>();
        for (JsonNode licence : part.path("licenses")) {
            names.add(licence.path("license").path("id").asText());
            names.add(licence.path("license").path("name").asText());
            names.add(licence.path("expression").asText());
        }
        return names;
    }
}
